"""The questions that weigh a formal answer to expression (DOMAIN 5.6): asked before a decision, read again before a sanction."""

# column → question; written out on one page, each answered in words (factors of Higgs v Farmor's School [2025] EWCA Civ 109)
PROPORTIONALITY = {
    "words": "Whose words are they: their own, passed on, or only liked?",
    "tone": "What is their content and tone?",
    "audience": "Who could see them, with which settings, and how far did they go?",
    "trust": "Would a reader think that the trust was speaking, or who employs them?",
    "belief": "Could they express a religious or philosophical belief, or union activity?",
    "disclosure": "Could they be a protected disclosure: telling of wrongdoing?",
    "harm": "What harm to others or to the school has happened, what is only feared, and who has power over whom?",
    "work": "Were they said in working time, or through the trust's systems?",
    "person": "What is known about the person: record, training, acknowledgement of the policy, apology, removal?",
    "health": "Do disability or health play a part?",
    "comparable": "What was done in comparable cases in the trust?",
    "least": "What is the least intrusive answer that would work?",
    "advice": "What advice was taken, from HR or a lawyer?",
}

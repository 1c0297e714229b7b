"""An invented trust to show and test the system with. No case here is about a real school or person."""

// Drawing with a finger or the mouse over the boxes of the black-out page: a help only, each box can also be ticked by itself.
// Up and down still scrolls the page on a phone (touch-action: pan-y); a line of text lies across.
const grid = document.querySelector('[data-cover]')
if (grid) {
  let first = null
  let tick = true
  let drawn = false
  const boxAt = event => document.elementFromPoint(event.clientX, event.clientY)?.closest?.('[data-cover] label')?.querySelector('input')
  const end = () => { first = null }
  grid.addEventListener('pointerdown', event => {
    first = boxAt(event) ?? null
    drawn = false
    if (first) tick = !first.checked
    event.target.releasePointerCapture?.(event.pointerId)
  })
  grid.addEventListener('pointermove', event => {
    const box = first && event.buttons ? boxAt(event) : null
    if (!box || (box === first && !drawn)) return
    drawn = true
    first.checked = box.checked = tick
  })
  grid.addEventListener('click', event => {
    if (drawn) event.preventDefault() // the end of a line is no press
    drawn = false
  }, true)
  grid.addEventListener('dragstart', event => event.preventDefault())
  addEventListener('pointerup', end)
  addEventListener('pointercancel', end)
}

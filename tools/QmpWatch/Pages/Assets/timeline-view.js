/* What part of the time the lanes show, and the one place from which they are drawn again. */
const view = { from: 0, to: 1 };
const narrowest = 20;
let isDrawing = false;
let listing;

function setView(from, to) {
  const margin = log.end * 0.01;
  const span = Math.min(Math.max(to - from, narrowest), log.end + 2 * margin);
  view.from = Math.min(Math.max((from + to - span) / 2, -margin), log.end + margin - span);
  view.to = view.from + span;
  redraw();
  clearTimeout(listing);
  listing = setTimeout(listRows, 80);
}

function showAll() {
  setView(-log.end, 2 * log.end);
}

/* Zooms so that one time stays where it is. */
function zoom(factor, around = (view.from + view.to) / 2) {
  setView(around - (around - view.from) * factor, around + (view.to - around) * factor);
}

function pan(part) {
  const by = (view.to - view.from) * part;
  setView(view.from + by, view.to + by);
}

/* Moves only as far as it takes to have a time in sight. */
function bringIntoView(time) {
  if (time < view.from || time > view.to) {
    const half = (view.to - view.from) / 2;
    setView(time - half, time + half);
  }
}

function redraw() {
  if (!isDrawing) {
    isDrawing = true;
    requestAnimationFrame(() => {
      isDrawing = false;
      drawOverview();
      drawLanes();
    });
  }
}

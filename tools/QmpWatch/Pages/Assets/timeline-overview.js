/* All of the recording in one strip, with a window on the part that the lanes show. */
const overview = document.getElementById("overview");
const overviewHeight = 56;
const binWidth = 2;
let bins = [];
let troubleBins = [];

function countOverview() {
  const count = Math.max(1, Math.floor(overview.parentElement.clientWidth / binWidth));
  bins = new Uint32Array(count);
  troubleBins = new Uint32Array(count);
  for (let i = 0; i < log.count; i++) {
    if (passes[i]) {
      const bin = Math.min(count - 1, Math.floor(log.at[i] / log.end * count));
      bins[bin]++;
      if (log.kinds[log.kind[i]].family === "trouble") {
        troubleBins[bin]++;
      }
    }
  }
}

function drawOverview() {
  const width = overview.parentElement.clientWidth;
  const context = fit(overview, width, overviewHeight);
  const height = overviewHeight - 4;
  const most = Math.max(1, ...[...bins]);
  /* Of roots, so that a single event is seen beside a storm. */
  const tall = count => count && Math.max(2, Math.sqrt(count / most) * height);
  for (const [counts, colour] of [[bins, colours.soft], [troubleBins, colours.trouble]]) {
    context.fillStyle = colour;
    for (let i = 0; i < counts.length; i++) {
      const top = tall(counts[i]);
      if (top) {
        context.fillRect(i * binWidth, overviewHeight - top, binWidth - 0.5, top);
      }
    }
  }

  const from = Math.max(0, view.from / log.end * width);
  const to = Math.min(width, view.to / log.end * width);
  context.globalAlpha = 0.72;
  context.fillStyle = colours.sunken;
  context.fillRect(0, 0, from, overviewHeight);
  context.fillRect(to, 0, width - to, overviewHeight);
  context.globalAlpha = 1;
  context.strokeStyle = colours.accent;
  context.lineWidth = 2;
  context.strokeRect(from + 1, 1, Math.max(2, to - from - 2), overviewHeight - 2);
}

/* A drag inside of the window moves it, a drag anywhere else draws a new one. */
overview.addEventListener("pointerdown", down => {
  const timeAt = e => (e.clientX - overview.getBoundingClientRect().left) / overview.clientWidth * log.end;
  const start = timeAt(down);
  const old = { ...view };
  const isWhole = view.to - view.from >= log.end;
  const isMove = !isWhole && start >= view.from && start <= view.to;
  let hasMoved = false;
  overview.setPointerCapture(down.pointerId);
  const move = e => {
    const now = timeAt(e);
    hasMoved ||= Math.abs(e.clientX - down.clientX) > 3;
    if (hasMoved && isMove) {
      setView(old.from + now - start, old.to + now - start);
    } else if (hasMoved) {
      setView(Math.min(start, now), Math.max(start, now));
    }
  };
  const up = () => {
    overview.removeEventListener("pointermove", move);
    if (!hasMoved && !isMove && !isWhole) {
      const half = (old.to - old.from) / 2;
      setView(start - half, start + half);
    }
  };
  overview.addEventListener("pointermove", move);
  overview.addEventListener("pointerup", up, { once: true });
  overview.addEventListener("pointercancel", up, { once: true });
});

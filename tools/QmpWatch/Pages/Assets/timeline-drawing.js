/* What the lanes and the overview have in common: sharp canvases, colours from the style sheet, the axis of time. */
const colours = {};

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ink", "soft", "line", "strong-line", "page", "raised", "sunken", "accent", "running", "paused", "gone", "unseen", "on-bar", ...families.map(f => f.name)]) {
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  }

  colours.sans = style.getPropertyValue("--sans");
}

/* Fits a canvas to its place, with a pixel of it for each of the screen's. */
function fit(canvas, width, height) {
  const scale = devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }

  const context = canvas.getContext("2d");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

const steps = [];
for (let power = 1; power < 1e6; power *= 10) {
  steps.push(power, 2 * power, 5 * power);
}

for (const seconds of [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400]) {
  steps.push(seconds * 1e6);
}

/* The times at which the axis is marked, and how they are written; on round times of the clock, not of the recording. */
function ticks(from, to, room) {
  const wanted = (to - from) / room;
  const step = steps.find(s => s >= wanted) ?? Math.ceil(wanted / 864e8) * 864e8;
  const digits = step < 1e3 ? 6 : step < 1e6 ? 3 : 0;
  const isLong = log.end > 864e8;
  const result = [];
  const first = Math.ceil((log.started + from) / step) * step - log.started;
  for (let time = first; time <= to; time += step) {
    const text = step >= 6e7 ? clock(time, 0).slice(0, 5) : clock(time, digits);
    result.push({ time, text: isLong ? `${day(time).slice(5)} ${text}` : text });
  }

  return result;
}

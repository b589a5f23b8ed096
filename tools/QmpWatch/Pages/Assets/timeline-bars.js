/* What state a machine was in. Short states share a pixel in the proportion in which they filled it; no gap is too short to be seen. */
const stateWords = { unknown: "unknown", running: "running", paused: "paused", gone: "gone", unseen: "not watched" };

function drawBars(context, vm, top, width) {
  const y = top + lane.height - barHeight - 5;
  const shares = new Map();
  const gaps = [];
  for (let b = firstFrom(view.from, vm.bars.length, i => vm.bars[i].to); b < vm.bars.length && vm.bars[b].from < view.to; b++) {
    const bar = vm.bars[b];
    const left = Math.max(0, xOf(bar.from));
    const right = Math.min(width, xOf(bar.to));
    if (bar.state === "unseen") {
      gaps.push([left, Math.max(right, left + 3)]);
    } else if (right - left < 1.5) {
      const pixel = Math.floor(left);
      const share = shares.get(pixel) ?? { running: 0, paused: 0, gone: 0, unknown: 0 };
      share[bar.state] += right - left;
      shares.set(pixel, share);
    } else {
      drawBar(context, bar, left, right, y);
    }
  }

  for (const [pixel, share] of shares) {
    const all = share.running + share.paused + share.gone + share.unknown || 1;
    const paused = barHeight * share.paused / all;
    context.fillStyle = colours.running;
    context.fillRect(pixel, y, 1, barHeight * share.running / all);
    context.fillStyle = colours.paused;
    context.fillRect(pixel, y + barHeight - paused, 1, paused);
  }

  gaps.forEach(([left, right]) => drawGap(context, left, right, top, y));
}

function drawBar(context, bar, left, right, y) {
  const isThin = bar.state === "gone" || bar.state === "unknown";
  context.fillStyle = colours[bar.state] ?? colours["strong-line"];
  if (isThin) {
    context.fillRect(left, y + barHeight / 2 - 1, right - left, 2);
  } else {
    context.fillRect(left, y, right - left, barHeight);
  }

  const text = bar.detail && bar.state !== "gone" ? `${stateWords[bar.state]}: ${bar.detail}` : stateWords[bar.state];
  writeOnBar(context, text, left, right, y, isThin ? colours.raised : null, isThin ? colours.soft : colours["on-bar"]);
}

/* Hatched over the whole height of the lane: marks may be missing here. */
function drawGap(context, left, right, top, y) {
  context.save();
  context.beginPath();
  context.rect(left, top + 2, right - left, lane.height - 6);
  context.clip();
  context.fillStyle = colours.sunken;
  context.fillRect(left, top, right - left, lane.height);
  context.strokeStyle = colours.unseen;
  context.lineWidth = 1.5;
  context.beginPath();
  /* From a fixed place in time, so that the hatching moves with the lane. */
  for (let x = left - lane.height - ((left + view.from) % 8); x < right; x += 8) {
    context.moveTo(x, top + lane.height);
    context.lineTo(x + lane.height, top);
  }

  context.stroke();
  context.restore();
  writeOnBar(context, stateWords.unseen, left, right, y, colours.sunken, colours.ink);
}

function writeOnBar(context, text, left, right, y, ground, ink) {
  context.font = `600 10.5px ${colours.sans}`;
  const width = context.measureText(text).width;
  if (right - left < width + 12) {
    return;
  }

  if (ground) {
    context.fillStyle = ground;
    context.fillRect(left + 4, y, width + 6, barHeight);
  }

  context.fillStyle = ink;
  context.fillText(text, left + 7, y + barHeight - 3.5);
}

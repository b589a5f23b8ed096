/* A lane for each machine: its marks, and below them a bar that tells its state. */
const lanes = document.getElementById("lanes");
const labels = document.getElementById("labels");
const marks = document.getElementById("marks");
const axisHeight = 26;
const barHeight = 14;
const fewLanes = 8;
const binSize = 3;
const lane = { height: 0, rowHeight: 16, rows: 1 };
let hovered = -1;
let chosen = -1;

/* Few machines get a row for each family; with many, all marks of one share a row. */
function layOutLanes() {
  const used = families.filter(f => f.kinds.length > 0).length;
  lane.rows = log.vms.length <= fewLanes ? used : 1;
  lane.height = 6 + lane.rows * lane.rowHeight + 2 + barHeight + 7;
  const height = axisHeight + log.vms.length * lane.height;
  labels.style.height = `${height}px`;
  lanes.style.height = `${height + 2}px`;
  labels.replaceChildren(...log.vms.map((vm, index) => {
    const label = element("button", "label", "");
    label.type = "button";
    label.style.top = `${axisHeight + index * lane.height}px`;
    label.style.height = `${lane.height}px`;
    label.title = `${vm.name}: show it alone, or all again`;
    label.setAttribute("aria-pressed", "false");
    label.append(element("b", "", vm.name), element("small", "", countOf(vm.events, "event")));
    if (vm.gaps) {
      label.append(element("small", "", ` · ${countOf(vm.gaps, "gap")}`));
    }

    if (vm.dropped) {
      label.append(element("small", "warn", ` · ${vm.dropped.toLocaleString("en")} dropped`));
    }

    label.addEventListener("click", () => {
      onlyVm = onlyVm === index ? -1 : index;
      [...labels.children].forEach((other, i) => other.setAttribute("aria-pressed", String(i === onlyVm)));
      filterChanged();
    });
    return label;
  }));
}

const countOf = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
const xOf = time => (time - view.from) / (view.to - view.from) * marks.clientWidth;
const timeOf = x => view.from + x / marks.clientWidth * (view.to - view.from);
const laneTop = index => axisHeight + index * lane.height - lanes.scrollTop;
const rowMiddle = (index, kind) => laneTop(index) + 6 + ((lane.rows > 1 ? kind.familyOf.row : 0) + 0.5) * lane.rowHeight;

function drawLanes() {
  const width = lanes.clientWidth - labels.offsetWidth;
  const height = lanes.clientHeight;
  const context = fit(marks, width, height);
  const times = ticks(view.from, view.to, width / (log.end > 864e8 ? 130 : 105));
  context.fillStyle = colours.line;
  times.forEach(t => context.fillRect(Math.round(xOf(t.time)), axisHeight - 5, 1, height));
  log.vms.forEach((vm, index) => {
    const top = laneTop(index);
    if (top + lane.height > axisHeight && top < height) {
      context.globalAlpha = onlyVm < 0 || onlyVm === index ? 1 : 0.3;
      context.fillStyle = colours.line;
      context.fillRect(0, top + lane.height - 1, width, 1);
      drawBars(context, vm, top, width);
      drawMarks(context, vm, index, width);
    }
  });
  context.globalAlpha = 1;
  drawPicked(context, height);
  context.fillStyle = colours.raised;
  context.fillRect(0, 0, width, axisHeight - 5);
  context.fillStyle = colours.soft;
  context.font = `11px ${colours.sans}`;
  times.forEach(t => context.fillText(t.text, Math.round(xOf(t.time)) + 4, 15));
}

/* Marks that have room are drawn as what they are; where they crowd, as a strip that is the stronger the more there are. */
function drawMarks(context, vm, index, width) {
  const count = Math.ceil(width / binSize) + 1;
  const rows = new Map();
  const end = vm.marks.length;
  for (let m = firstFrom(view.from, end, i => log.at[vm.marks[i]]); m < end; m++) {
    const i = vm.marks[m];
    if (log.at[i] > view.to) {
      break;
    }

    if (passes[i]) {
      const family = log.kinds[log.kind[i]].familyOf;
      let row = rows.get(family);
      if (!row) {
        rows.set(family, row = { counts: new Uint32Array(count), last: new Uint32Array(count) });
      }

      const bin = Math.floor(xOf(log.at[i]) / binSize);
      row.counts[bin]++;
      row.last[bin] = i;
    }
  }

  /* In a shared row, trouble is drawn last and lies on top. */
  for (const [family, row] of [...rows].sort(([a], [b]) => (a.name === "trouble") - (b.name === "trouble") || b.row - a.row)) {
    let most = 1;
    for (const c of row.counts) {
      most = Math.max(most, c);
    }

    context.fillStyle = colours[family.name];
    const strength = context.globalAlpha;
    for (let bin = 0; bin < count; bin++) {
      if (!row.counts[bin]) {
        continue;
      }

      const kind = log.kinds[log.kind[row.last[bin]]];
      const middle = rowMiddle(index, kind);
      if (row.counts[bin] === 1 && !row.counts[bin - 1] && !row.counts[bin + 1]) {
        context.translate(xOf(log.at[row.last[bin]]), middle);
        context.fill(kind.path);
        context.translate(-xOf(log.at[row.last[bin]]), -middle);
      } else {
        context.globalAlpha = strength * (0.45 + 0.55 * Math.log(row.counts[bin] + 1) / Math.log(most + 1));
        context.fillRect(bin * binSize, middle - 5.5, binSize, 11);
        context.globalAlpha = strength;
      }
    }
  }
}

function drawPicked(context, height) {
  for (const [i, colour] of [[hovered, colours.soft], [chosen, colours.accent]]) {
    if (i >= 0 && log.at[i] >= view.from && log.at[i] <= view.to) {
      const kind = log.kinds[log.kind[i]];
      const x = xOf(log.at[i]);
      const middle = rowMiddle(log.vm[i], kind);
      context.fillStyle = colour;
      context.fillRect(Math.round(x), axisHeight - 5, 1, height);
      context.beginPath();
      context.arc(x, middle, 9, 0, 7);
      context.fillStyle = colours.raised;
      context.fill();
      context.lineWidth = 2;
      context.strokeStyle = colour;
      context.stroke();
      context.translate(x, middle);
      context.fillStyle = colours[kind.family];
      context.fill(kind.path);
      context.translate(-x, -middle);
    }
  }
}

/* The mark under the hand: the nearest one in that row, if it is near at all. */
function markAt(x, y) {
  const index = Math.floor((y + lanes.scrollTop - axisHeight) / lane.height);
  const vm = log.vms[index];
  if (!vm || y < axisHeight || x < 0) {
    return -1;
  }

  let best = -1;
  let nearest = 9;
  const reach = timeOf(9) - timeOf(0);
  for (let m = firstFrom(timeOf(x) - reach, vm.marks.length, i => log.at[vm.marks[i]]); m < vm.marks.length; m++) {
    const i = vm.marks[m];
    if (log.at[i] > timeOf(x) + reach) {
      break;
    }

    if (passes[i] && Math.abs(rowMiddle(index, log.kinds[log.kind[i]]) - y) <= lane.rowHeight / 2 && Math.abs(xOf(log.at[i]) - x) <= nearest) {
      nearest = Math.abs(xOf(log.at[i]) - x);
      best = i;
    }
  }

  return best;
}

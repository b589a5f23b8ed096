/* Input from mouse, touch and keyboard. */
const tip = document.getElementById("tip");
const fingers = new Map();

function place(e) {
  const box = marks.getBoundingClientRect();
  return [e.clientX - box.left, e.clientY - box.top];
}

lanes.addEventListener("wheel", e => {
  if (e.ctrlKey || e.metaKey) {
    e.preventDefault();
    zoom(Math.exp(e.deltaY * 0.003), timeOf(place(e)[0]));
  } else if (e.shiftKey || Math.abs(e.deltaX) > Math.abs(e.deltaY)) {
    e.preventDefault();
    pan((e.deltaX || e.deltaY) / marks.clientWidth);
  }
}, { passive: false });

let drag = null;
marks.addEventListener("pointerdown", e => {
  marks.setPointerCapture(e.pointerId);
  fingers.set(e.pointerId, place(e)[0]);
  drag = { x: place(e)[0], view: { ...view }, hasMoved: fingers.size > 1 };
});

marks.addEventListener("pointermove", e => {
  const [x, y] = place(e);
  if (fingers.size === 2 && fingers.has(e.pointerId)) {
    const other = [...fingers].find(([id]) => id !== e.pointerId)[1];
    const before = Math.abs(fingers.get(e.pointerId) - other);
    zoom(Math.max(before, 1) / Math.max(Math.abs(x - other), 1), timeOf((x + other) / 2));
    fingers.set(e.pointerId, x);
  } else if (drag) {
    drag.hasMoved ||= Math.abs(x - drag.x) > 4;
    if (drag.hasMoved) {
      const by = (drag.x - x) / marks.clientWidth * (drag.view.to - drag.view.from);
      setView(drag.view.from + by, drag.view.to + by);
      hover(-1);
    }
  } else {
    hover(markAt(x, y), x, y);
  }
});

for (const end of ["pointerup", "pointercancel"]) {
  marks.addEventListener(end, e => {
    const wasClick = end === "pointerup" && drag && !drag.hasMoved;
    fingers.delete(e.pointerId);
    drag = null;
    if (wasClick) {
      choose(markAt(...place(e)), false);
    }
  });
}

marks.addEventListener("pointerleave", () => hover(-1));
marks.addEventListener("dblclick", e => zoom(0.4, timeOf(place(e)[0])));
lanes.addEventListener("scroll", redraw, { passive: true });
table.addEventListener("scroll", fillTable, { passive: true });

function hover(i, x, y) {
  tip.hidden = i < 0;
  if (i !== hovered) {
    hovered = i;
    redraw();
  }

  if (i >= 0) {
    const kind = log.kinds[log.kind[i]];
    tip.replaceChildren(element("b", "", kind.name), element("span", "", clock(log.at[i], 6)));
    if (log.text[i] >= 0) {
      const data = element("span", "data", "");
      data.append(...inShort(log.texts[log.text[i]]));
      tip.append(data);
    }

    const left = labels.offsetWidth + x;
    tip.style.left = `${Math.max(4, Math.min(left + 14, lanes.clientWidth - tip.offsetWidth - 4))}px`;
    tip.style.top = `${lanes.scrollTop + Math.min(y + 14, lanes.clientHeight - tip.offsetHeight - 4)}px`;
  }
}

const laneKeys = {
  ArrowLeft: () => pan(-0.15),
  ArrowRight: () => pan(0.15),
  "+": () => zoom(0.6),
  "=": () => zoom(0.6),
  "-": () => zoom(1 / 0.6),
  0: showAll,
};
lanes.addEventListener("keydown", e => {
  if (laneKeys[e.key] && !e.ctrlKey && !e.metaKey && !e.altKey) {
    e.preventDefault();
    laneKeys[e.key]();
  }
});

const rowSteps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
table.addEventListener("keydown", e => {
  if (rowSteps[e.key] && rows.length) {
    e.preventDefault();
    const now = rowOf(chosen);
    const isThere = chosen >= 0 && rows[now] === chosen;
    const next = isThere ? now + rowSteps[e.key] : e.key === "End" ? Infinity : chosen < 0 ? 0 : now;
    const row = Math.min(rows.length - 1, Math.max(0, next));
    scrollToRow(row);
    choose(rows[row], true);
  }
});

document.getElementById("zoom-in").addEventListener("click", () => zoom(0.5));
document.getElementById("zoom-out").addEventListener("click", () => zoom(2));
document.getElementById("zoom-all").addEventListener("click", showAll);
search.addEventListener("input", filterChanged);
search.form.addEventListener("submit", e => e.preventDefault());
inView.addEventListener("change", listRows);
addEventListener("keydown", e => {
  if (e.key === "/" && document.activeElement !== search && !e.ctrlKey && !e.metaKey && !e.altKey) {
    e.preventDefault();
    search.focus();
    search.select();
  }
});

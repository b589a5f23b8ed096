/* A family has a colour and a row; inside of a family, kinds differ in shape. Shapes fill a box of ten by ten around zero. */
const shapes = {
  pause: "M-4.2-4.5H-1.1V4.5H-4.2ZM1.1-4.5H4.2V4.5H1.1Z",
  play: "M5 0-3.8 5V-5Z",
  square: "M-4.2-4.2H4.2V4.2H-4.2Z",
  hexagon: "M-2.6-4.6H2.6L5.2 0 2.6 4.6H-2.6L-5.2 0Z",
  down: "M0 5 5-3.8H-5Z",
  circle: "M-4.6 0A4.6 4.6 0 1 0 4.6 0A4.6 4.6 0 1 0 -4.6 0Z",
  diamond: "M0-5.6 5.6 0 0 5.6-5.6 0Z",
  up: "M0-5 5 3.8H-5Z",
  plus: "M-1.7-5H1.7V-1.7H5V1.7H1.7V5H-1.7V1.7H-5V-1.7H-1.7Z",
  back: "M-5 0 3.8 5V-5Z",
  cross: "M-4.8-2.5-2.5-4.8 0-2.3 2.5-4.8 4.8-2.5 2.3 0 4.8 2.5 2.5 4.8 0 2.3-2.5 4.8-4.8 2.5-2.3 0Z",
  line: "M-1.4-5.5H1.4V5.5H-1.4Z",
};
/* A map, because an event may have any name, that of a member of every object too. */
const knownShapes = new Map([
  ["STOP", "pause"], ["RESUME", "play"], ["SHUTDOWN", "square"], ["RESET", "hexagon"], ["POWERDOWN", "down"],
  ["connected", "play"], ["disconnected", "square"], ["dropped", "down"],
]);
const shapesByTurn = ["circle", "diamond", "square", "up", "plus", "hexagon", "down", "cross", "back"];
const families = [
  { name: "run", title: "Run state" },
  { name: "trouble", title: "Trouble" },
  { name: "storage", title: "Storage" },
  { name: "display", title: "Display" },
  { name: "migration", title: "Migration" },
  { name: "other", title: "Other" },
  { name: "command", title: "Commands" },
  { name: "link", title: "Connection" },
];

/* Gives each kind its shape and each family its row. */
function dressKinds() {
  for (const family of families) {
    family.kinds = log.kinds.filter(k => k.family === family.name).sort((a, b) => b.count - a.count);
    let turn = 0;
    for (const kind of family.kinds) {
      kind.isShown = true;
      kind.shape = shapes[knownShapes.get(kind.name) ?? (family.name === "command" ? "line" : shapesByTurn[turn++ % shapesByTurn.length])];
      kind.path = new Path2D(kind.shape);
      kind.familyOf = family;
    }
  }

  families.filter(f => f.kinds.length > 0).forEach((family, row) => { family.row = row; });
}

function symbol(kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "-6 -6 12 12");
  svg.setAttribute("class", `symbol ${kind.family}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", kind.shape);
  svg.append(path);
  return svg;
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

/* The legend is the switchboard too: a click on a kind hides or shows it, one on a family all of its kinds. */
function buildLegend() {
  const legend = document.getElementById("legend");
  for (const family of families.filter(f => f.kinds.length > 0)) {
    const group = element("div", "family", "");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", family.title);
    const title = element("button", "title", family.title);
    title.type = "button";
    title.title = `Hide or show all of ${family.title}`;
    const buttons = family.kinds.map(kind => {
      const button = element("button", "kind", "");
      button.type = "button";
      button.append(symbol(kind), element("span", "", kind.name), element("small", "", kind.count.toLocaleString("en")));
      button.addEventListener("click", () => show([kind], !kind.isShown));
      kind.button = button;
      return button;
    });
    title.addEventListener("click", () => show(family.kinds, !family.kinds.some(k => k.isShown)));
    group.append(title, ...buttons);
    legend.append(group);
  }

  show(log.kinds, true);
}

function show(kinds, isShown) {
  for (const kind of kinds) {
    kind.isShown = isShown;
    kind.button.setAttribute("aria-pressed", String(isShown));
  }

  filterChanged();
}

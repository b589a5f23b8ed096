/* The table: of a hundred thousand rows, those that are in sight are there. */
const table = document.getElementById("rows");
const space = document.getElementById("space");
const found = document.getElementById("found");
const rowHeight = 30;
/* Browsers do not scroll through anything taller; beyond that, a step of the scroll bar is more than a row. */
const tallest = 8e6;
const pool = [];
let rows = new Uint32Array(0);

function listRows() {
  rows = passingRows();
  space.style.height = `${Math.min(tallest, rows.length * rowHeight)}px`;
  table.setAttribute("aria-rowcount", rows.length + 1);
  const words = rows.length === passing && passing === log.count ? "" : ` of ${log.count.toLocaleString("en")}`;
  found.textContent = `${rows.length.toLocaleString("en")}${words} ${log.count === 1 ? "entry" : "entries"}`;
  fillTable();
}

const headHeight = () => table.firstElementChild.offsetHeight;

/* How far down the rows the table is scrolled, in pixels of rows. */
function scrolled() {
  const room = table.clientHeight - headHeight();
  const real = rows.length * rowHeight;
  return real <= tallest ? table.scrollTop : table.scrollTop / (tallest - room) * (real - room);
}

function fillTable() {
  const top = scrolled();
  const first = Math.floor(top / rowHeight);
  const count = Math.min(rows.length - first, Math.ceil(table.clientHeight / rowHeight) + 1);
  while (pool.length < count) {
    pool.push(makeRow());
    space.append(pool.at(-1));
  }

  pool.forEach((row, p) => {
    row.hidden = p >= count;
    if (p < count) {
      row.style.transform = `translateY(${table.scrollTop + (first + p) * rowHeight - top}px)`;
      fillRow(row, first + p);
    }
  });
  const current = pool.find(row => !row.hidden && row.mark === chosen);
  if (current) {
    table.setAttribute("aria-activedescendant", current.id);
  } else {
    table.removeAttribute("aria-activedescendant");
  }
}

function makeRow() {
  const row = element("div", "row", "");
  row.id = `row-${pool.length}`;
  row.setAttribute("role", "row");
  for (const name of ["time", "vm", "kind", "data"]) {
    const cell = element("span", name, "");
    cell.setAttribute("role", "gridcell");
    row.append(cell);
  }

  row.addEventListener("click", () => choose(row.mark, true));
  return row;
}

function fillRow(row, number) {
  const i = rows[number];
  row.setAttribute("aria-rowindex", number + 2);
  row.setAttribute("aria-selected", String(i === chosen));
  if (row.mark === i) {
    return;
  }

  row.mark = i;
  const [time, vm, kind, data] = row.children;
  time.textContent = clock(log.at[i], 6);
  vm.textContent = log.vms[log.vm[i]].name;
  kind.replaceChildren(symbol(log.kinds[log.kind[i]]), document.createTextNode(log.kinds[log.kind[i]].name));
  data.replaceChildren(...(log.text[i] < 0 ? [] : inShort(log.texts[log.text[i]])));
}

/* The row of a mark, or of the first one after it. */
const rowOf = i => firstFrom(i, rows.length, r => rows[r]);

function scrollToRow(number) {
  const room = table.clientHeight - headHeight();
  const top = scrolled();
  const wanted = number * rowHeight;
  if (wanted < top || wanted + rowHeight > top + room) {
    const real = rows.length * rowHeight;
    const target = Math.max(0, Math.min(wanted - room / 3, real - room));
    table.scrollTop = real <= tallest ? target : target * (tallest - room) / (real - room);
  }
}

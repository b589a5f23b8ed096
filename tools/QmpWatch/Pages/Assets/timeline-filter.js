/* Which marks are shown: those of shown kinds, of the chosen machine, with all the words that are asked for. */
const search = document.getElementById("search");
const inView = document.getElementById("in-view");
let passes;
let passing = 0;
let onlyVm = -1;

function filterChanged() {
  const words = search.value.toLowerCase().split(/\s+/).filter(w => w);
  /* Names and texts are few, marks are many: each text is searched once, however often it stands in the recording. */
  const hits = words.map(word => ({
    kinds: log.kinds.map(k => k.name.toLowerCase().includes(word)),
    vms: log.vms.map(v => v.name.toLowerCase().includes(word)),
    texts: log.texts.map(t => t.toLowerCase().includes(word)),
  }));
  passes = new Uint8Array(log.count);
  passing = 0;
  for (let i = 0; i < log.count; i++) {
    const kind = log.kind[i];
    const vm = log.vm[i];
    if (log.kinds[kind].isShown && (onlyVm < 0 || onlyVm === vm) && hits.every(h => h.kinds[kind] || h.vms[vm] || (log.text[i] >= 0 && h.texts[log.text[i]]))) {
      passes[i] = 1;
      passing++;
    }
  }

  countOverview();
  redraw();
  listRows();
}

/* The marks that the table shows. */
function passingRows() {
  const [from, to] = inView.checked
    ? [firstFrom(view.from, log.count, i => log.at[i]), firstFrom(view.to, log.count, i => log.at[i])]
    : [0, log.count];
  const rows = new Uint32Array(to - from);
  let count = 0;
  for (let i = from; i < to; i++) {
    if (passes[i]) {
      rows[count++] = i;
    }
  }

  return rows.subarray(0, count);
}

/* Unpack, lay out, draw; and again what depends on the window's size or on the colours when they change. */
async function start() {
  await readLog();
  dressKinds();
  readColours();
  layOutLanes();
  showAll();
  buildLegend();
  new ResizeObserver(() => {
    countOverview();
    redraw();
    fillTable();
  }).observe(document.querySelector("main"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    readColours();
    redraw();
  });
  document.body.dataset.ready = "true";
}

start().catch(failure => {
  const words = `The recording in this page cannot be shown: ${failure.message}. A browser of 2023 or later is needed.`;
  document.querySelector("main").prepend(element("p", "failure", words));
  throw failure;
});

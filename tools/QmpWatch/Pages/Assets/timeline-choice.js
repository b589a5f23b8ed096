/* The event that was chosen, in the lanes or in the table: both show it, and beside the table stands all of it. */
const panel = document.getElementById("chosen");

function choose(i, isFromTable) {
  chosen = i;
  if (i < 0) {
    return;
  }

  if (isFromTable) {
    bringIntoView(log.at[i]);
    bringLaneIntoView(log.vm[i]);
  } else {
    scrollToRow(rowOf(i));
  }

  describe(i);
  fillTable();
  redraw();
}

function bringLaneIntoView(index) {
  const top = index * lane.height;
  if (top < lanes.scrollTop || top + lane.height > lanes.scrollTop + lanes.clientHeight - axisHeight) {
    lanes.scrollTop = top - (lanes.clientHeight - axisHeight - lane.height) / 2;
  }
}

function describe(i) {
  const kind = log.kinds[log.kind[i]];
  const title = element("h2", "", "");
  title.append(symbol(kind), document.createTextNode(` ${kind.name}`));
  const facts = element("dl", "", "");
  const state = stateAt(log.vms[log.vm[i]], log.at[i]);
  for (const [name, text] of [
    ["Machine", log.vms[log.vm[i]].name],
    ["Arrived", `${day(log.at[i])} ${clock(log.at[i], 6)} UTC`],
    ["After the start", lasted(log.at[i])],
    ["State then", state && (state.detail ? `${stateWords[state.state]}: ${state.detail}` : stateWords[state.state])],
    ["Sent", log.late[i] !== null && `${day(log.at[i] - log.late[i] * 1e3)} ${clock(log.at[i] - log.late[i] * 1e3, 3)} by QEMU's clock`],
  ]) {
    if (text) {
      facts.append(element("dt", "", name), element("dd", "", text));
    }
  }

  panel.replaceChildren(title, facts);
  if (log.text[i] >= 0) {
    panel.append(element("pre", "", inFull(log.texts[log.text[i]])));
  }
}

function stateAt(vm, time) {
  const bar = vm.bars[firstFrom(time, vm.bars.length, b => vm.bars[b].to)];
  return bar && bar.from <= time ? bar : null;
}

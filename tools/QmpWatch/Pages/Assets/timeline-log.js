/* The recording, unpacked into columns: one entry a mark, in the order of time. Times are microseconds after the start. */
let log;

async function readLog() {
  const packed = atob(document.getElementById("log").textContent);
  const bytes = Uint8Array.from(packed, c => c.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const data = await new Response(unpacked).json();
  const count = data.after.length;
  const at = new Float64Array(count);
  for (let i = 0, time = 0; i < count; i++) {
    at[i] = time += data.after[i];
  }

  log = {
    count,
    at,
    started: data.started,
    end: Math.max(data.end, 1),
    vm: Uint32Array.from(data.vm),
    kind: Uint32Array.from(data.kind),
    text: Int32Array.from(data.text),
    late: data.late,
    texts: data.texts,
    vms: data.vms.map(vm => ({
      ...vm,
      marks: [],
      bars: vm.bars.map(([from, to, state, detail]) => ({ from, to, state, detail })),
    })),
    kinds: data.kinds.map(([name, family]) => ({ name, family, count: 0 })),
  };
  for (let i = 0; i < count; i++) {
    log.vms[log.vm[i]].marks.push(i);
    log.kinds[log.kind[i]].count++;
  }
}

/* The first of the sorted items that is not before a time. */
function firstFrom(time, count, timeOf) {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeOf(middle) < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }

  return low;
}

/* The time of day in UTC. The digits after the second: 0, 3 or 6. */
function clock(time, digits) {
  const all = log.started + time;
  const second = Math.floor(all / 1e6);
  const text = new Date(second * 1000).toISOString().slice(11, 19);
  return digits ? `${text}.${String(Math.floor(all - second * 1e6)).padStart(6, "0").slice(0, digits)}` : text;
}

function day(time) {
  return new Date((log.started + time) / 1000).toISOString().slice(0, 10);
}

/* A length of time in the unit that suits it. */
function lasted(time) {
  const units = [[864e8, "d"], [36e8, "h"], [6e7, "min"], [1e6, "s"], [1e3, "ms"]];
  const [size, unit] = units.find(u => time >= u[0]) ?? [1, "µs"];
  return `${Number((time / size).toPrecision(4))} ${unit}`;
}

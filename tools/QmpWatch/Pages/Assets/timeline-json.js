/* What came with a mark, for people to read. Numbers keep all digits: those of a browser are exact to 53 bits, QEMU's have 64. */
const numberSign = "\u0000";

/* The value, in which each number is a string behind the sign; null if the text is no JSON. */
function asJson(text) {
  try {
    /* A string matches as a whole, so that digits in it are left alone. */
    return JSON.parse(text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, token => token[0] === "\"" ? token : `"\\u0000${token}"`));
  } catch {
    return null;
  }
}

/* All of it, indented; a text that is no JSON as it is. */
function inFull(text) {
  const value = asJson(text);
  return value === null ? text : JSON.stringify(value, null, 2).replace(/"\\u0000(-?\d[\d.eE+-]*)"/g, "$1");
}

/* The members of an object on one line, with as few signs as it takes; anything else as it is. */
function inShort(text) {
  const value = asJson(text);
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    return [document.createTextNode(text)];
  }

  return Object.entries(value).flatMap(([name, member]) => [
    element("span", "name", `${name} `),
    document.createTextNode(`${brief(member)}  `),
  ]);
}

function brief(value) {
  if (typeof value === "string") {
    return value.startsWith(numberSign) ? value.slice(1) : value || '""';
  }

  if (value === null || typeof value !== "object") {
    return String(value);
  }

  return Array.isArray(value)
    ? `[${value.map(brief).join(", ")}]`
    : `{${Object.entries(value).map(([name, member]) => `${name} ${brief(member)}`).join(", ")}}`;
}

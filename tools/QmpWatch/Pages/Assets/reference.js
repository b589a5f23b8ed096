const search = document.getElementById("search");
const found = document.getElementById("found");
const articles = [...document.querySelectorAll("article")];
const links = new Map([...document.querySelectorAll("nav .events a")].map(a => [a.hash.slice(1), a]));
const others = [...document.querySelectorAll("main > section, nav .parts")];
const words = new Map(articles.map(a => [a, a.textContent.toLowerCase()]));

function filter() {
  const wanted = search.value.toLowerCase().split(/\s+/).filter(w => w);
  let count = 0;
  for (const article of articles) {
    const isShown = wanted.every(w => words.get(article).includes(w));
    article.hidden = !isShown;
    links.get(article.id).parentElement.hidden = !isShown;
    count += isShown ? 1 : 0;
  }

  for (const other of others) {
    other.hidden = wanted.length > 0;
  }

  found.textContent = wanted.length ? `${count} of ${articles.length}` : "";
  document.getElementById("nothing").hidden = count > 0;
  mark(wanted);
}

/* Marks what was searched for, where the browser can do it without touching the page. */
function mark(wanted) {
  if (!CSS.highlights) {
    return;
  }

  const ranges = [];
  for (const article of wanted.length ? articles.filter(a => !a.hidden) : []) {
    const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode.data.toLowerCase();
      for (const word of wanted) {
        for (let at = text.indexOf(word); at >= 0 && ranges.length < 2000; at = text.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(texts.currentNode, at);
          range.setEnd(texts.currentNode, Math.min(at + word.length, texts.currentNode.length));
          ranges.push(range);
        }
      }
    }
  }

  CSS.highlights.set("found", new Highlight(...ranges));
}

/* A link may lead to what the filter hides. */
function showTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.closest("[hidden]")) {
    search.value = "";
    filter();
    target.scrollIntoView();
  }
}

search.addEventListener("input", () => {
  filter();
  scrollTo(0, 0);
});
search.form.addEventListener("submit", e => {
  e.preventDefault();
  const word = search.value.toLowerCase().trim();
  const first = articles.find(a => !a.hidden && a.id.toLowerCase().includes(word)) ?? articles.find(a => !a.hidden);
  if (first) {
    search.blur();
    location.hash = first.id;
  }
});
addEventListener("hashchange", showTarget);
addEventListener("keydown", e => {
  if (e.key === "/" && document.activeElement !== search && !e.ctrlKey && !e.metaKey && !e.altKey) {
    e.preventDefault();
    search.focus();
    search.select();
  } else if (e.key === "Escape" && document.activeElement === search) {
    search.value = "";
    filter();
  }
});

/* The list keeps its place: the event that is being read is marked in it. */
const visible = new Set();
const observer = new IntersectionObserver(entries => {
  for (const entry of entries) {
    visible[entry.isIntersecting ? "add" : "delete"](entry.target);
  }

  const current = articles.find(a => visible.has(a));
  for (const [name, link] of links) {
    if (current?.id !== name) {
      link.removeAttribute("aria-current");
    } else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "true");
      const list = link.closest("details");
      const top = link.offsetTop - list.offsetTop;
      if (list.scrollHeight > list.clientHeight && (top < list.scrollTop || top > list.scrollTop + list.clientHeight - 60)) {
        list.scrollTop = top - list.clientHeight / 3;
      }
    }
  }
}, { rootMargin: "-90px 0px -55% 0px" });
articles.forEach(a => observer.observe(a));

const folded = matchMedia("(max-width: 60rem)");
const contents = document.querySelector("nav > details");
const fold = () => { contents.open = !folded.matches; };
folded.addEventListener("change", fold);
fold();

/* Paper cannot be opened. */
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("main details")) {
    details.open = true;
  }
});

/* A browser that comes back to the page keeps what was in the box. */
filter();
showTarget();

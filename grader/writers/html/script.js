"use strict";
// Everything can be read without this. It finds, orders and opens; it stores and sends nothing.
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (where, what) => [...where.querySelectorAll(what)];
  const root = document.documentElement;
  const tools = byId("tools");
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const make = (tag, ...inside) => {
    const element = document.createElement(tag);
    element.append(...inside);
    return element;
  };

  // Light or dark.
  const theme = byId("theme");
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const tellTheme = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.hidden = false;
  tellTheme();
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    tellTheme();
  });

  // The notice stays at the top: what sticks and what a link leads to come below it.
  const notice = document.querySelector(".notice:not(.small)");
  const makeRoom = () => root.style.setProperty("--below", `${notice.offsetHeight}px`);
  if (notice) {
    makeRoom();
    addEventListener("resize", makeRoom);
  }

  // Paper shows what is folded away, and leaves out what is filtered out.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = all(document, "details:not([open]):not(.table)");
    for (const each of unfolded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of unfolded) each.open = false;
    unfolded = [];
  });

  // A link opens whatever holds the place it leads to.
  const reveal = (id) => {
    const target = byId(id);
    if (!target) return false;
    for (let each = target; each; each = each.parentElement) {
      if (each.hidden) reset();
      if (each.tagName === "DETAILS") each.open = true;
    }
    if (target.matches(".person")) {
      const title = target.querySelector("h3 a");
      title.focus({ preventScroll: true });
    }
    // What comes into view for the first time takes its size then, and moves the rest.
    let tries = 0;
    const settle = () => {
      target.scrollIntoView();
      if (++tries < 5) requestAnimationFrame(settle);
    };
    settle();
    return true;
  };
  let reset = () => {};
  if (!tools) {
    addEventListener("hashchange", () => reveal(location.hash.slice(1)));
    addEventListener("load", () => location.hash && reveal(location.hash.slice(1)));
    return;
  }

  const find = byId("find"), who = byId("who"), item = byId("item"), flag = byId("flag"), order = byId("sort");
  const shown = byId("shown"), said = tools.dataset;
  const tables = ["open", "settled"].map(byId).filter(Boolean);
  const heads = tables.map((table) => all(table.tHead, "th"));
  const pages = said.folder;
  const MOST = 200;
  let people = [], isLoaded = !pages;
  let sorted = { column: -1, down: false };

  const answersOf = (section) =>
    all(section, ".answer").map((element) => ({ element, item: element.querySelector(".item").textContent, text: null }));
  const personOf = (row, section) => ({
    row,
    section,
    id: fold((row || section).querySelector("bdi").textContent),
    isOpen: row ? row.closest("table").id === "open" : section.classList.contains("is-open"),
    flags: new Set(all(section || row, ".flag").map((each) => each.textContent)),
    answers: section ? answersOf(section) : [],
    cells: row ? [...row.cells].map((cell) => cell.textContent) : [],
  });
  if (!pages) {
    const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
    const sections = new Map(all(document, ".person").map((each) => [each.id, each]));
    people = rows.length
      ? rows.map((row) => {
          const link = row.querySelector("a");
          return personOf(row, (link && sections.get(link.hash.slice(1))) || null);
        })
      : [...sections.values()].map((section) => personOf(null, section));
  }

  const choices = (select, values) => {
    const known = new Set([...select.options].map((each) => each.value));
    for (const value of values) if (!known.has(value)) select.add(new Option(value, value));
  };
  const offer = () => {
    choices(flag, [...new Set(people.flatMap((each) => [...each.flags]))].sort());
    if (item) choices(item, [...new Set(people.flatMap((each) => each.answers.map((answer) => answer.item)))]);
    flag.closest("label").hidden = flag.options.length < 2;
  };

  // Finding: all words must be in the candidate, or in one answer with its item.
  const matches = (person, words) => {
    if (who.value && (who.value === "open") !== person.isOpen) return null;
    if (flag.value && !person.flags.has(flag.value)) return null;
    const chosen = item && item.value;
    const answers = chosen ? person.answers.filter((each) => each.item === chosen) : person.answers;
    if (chosen && !answers.length) return null;
    if (!words.length || words.every((word) => person.id.includes(word))) return answers;
    const found = answers.filter((each) => {
      each.text ??= fold(each.element.textContent);
      return words.every((word) => each.text.includes(word) || person.id.includes(word));
    });
    return found.length ? found : null;
  };

  const number = (text) => {
    const value = parseFloat(text);
    return Number.isNaN(value) ? -Infinity : value;
  };
  const words = new Intl.Collator(root.lang, { numeric: true });
  const inOrder = (found) => {
    const { column, down } = sorted;
    if (column < 0) return found;
    const isText = !heads[0][column].classList.contains("number");
    const compare = isText
      ? (a, b) => words.compare(a.cells[column], b.cells[column])
      : (a, b) => number(a.cells[column]) - number(b.cells[column]);
    return [...found].sort(down ? (a, b) => compare(b, a) : compare);
  };

  const drawing = document.querySelector("svg")?.namespaceURI;
  const barOf = (points, of) => {
    const [low, high = low] = points.split("–").map((end) => (100 * parseFloat(end)) / parseFloat(of) || 0);
    const bar = document.createElementNS(drawing, "svg");
    const values = { class: "span", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" };
    for (const [name, value] of Object.entries(values)) bar.setAttribute(name, value);
    for (const [kind, x, width] of [["sure", 0, low], ["may", low, high - low]]) {
      const part = document.createElementNS(drawing, "rect");
      for (const [name, value] of Object.entries({ class: kind, x, width, height: 4 })) part.setAttribute(name, value);
      bar.append(part);
    }
    return bar;
  };
  const rowOf = (person) => {
    const [id, href, , points, of, percent, ...rest] = person.kept;
    const told = rest.splice(-2);
    const link = make("a", make("bdi", id));
    link.href = `${pages}/${href}`;
    const name = make("th", link);
    name.scope = "row";
    const worth = make("span", make("b", points), ` / ${of}`);
    if (percent) worth.append(make("small", `${percent}%`));
    const total = make("td", worth, barOf(points, of));
    total.dataset.label = heads[0][1].dataset.name;
    total.className = "number total";
    const row = make("tr", name, total);
    rest.forEach((text, place) => {
      const cell = make("td", text);
      cell.className = heads[0][place + 2].className;
      cell.dataset.label = heads[0][place + 2].dataset.name;
      row.append(cell);
    });
    const last = make("td");
    last.className = "words";
    told.forEach((texts, kind) => {
      for (const text of texts) {
        const each = make("span", person.told[text]);
        each.className = kind ? "flag" : "line";
        last.append(each);
      }
    });
    row.append(last);
    return row;
  };

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(root.lang));
  const isAsked = () => Boolean(find.value.trim() || who.value || flag.value || (item && item.value) || sorted.column >= 0);

  const draw = () => {
    const asked = fold(find.value).split(/\s+/).filter(Boolean);
    const found = new Map();
    for (const person of people) {
      const answers = matches(person, asked);
      if (answers) found.set(person, answers);
    }
    const listed = inOrder([...found.keys()]);
    let count = 0;
    if (!pages) {
      for (const person of people) {
        const answers = new Set(found.get(person) || []);
        for (const part of [person.row, person.section]) if (part) part.hidden = !found.has(person);
        for (const each of person.answers) each.element.hidden = !answers.has(each);
        count += answers.size;
      }
    }
    let first = listed.length;
    for (const table of tables) {
      const here = listed.filter((each) => each.isOpen === (table.id === "open"));
      table.closest(".group").hidden = !here.length;
      if (pages) {
        table.tBodies[0].replaceChildren(...here.slice(0, MOST).map(rowOf));
        first -= Math.max(0, here.length - MOST);
      } else table.tBodies[0].append(...here.map((each) => each.row));
    }
    const values = { people: listed.length, answers: count, all: people.length, first };
    const text = !listed.length ? said.none : first < listed.length ? said.first : said.shown;
    shown.textContent = isAsked() ? fill(text, values) : "";
    // Few answers found are shown at once.
    if (asked.length && count && count <= 20) for (const answers of found.values()) for (const each of answers) each.element.open = true;
  };

  // What is asked stands in the address, and nowhere else.
  const keep = () => {
    const kept = new URLSearchParams();
    for (const each of [find, who, item, flag]) if (each && each.value) kept.set(each.id, each.value);
    if (sorted.column >= 0) kept.set("sort", `${sorted.column}${sorted.down ? "-" : ""}`);
    history.replaceState(null, "", `#${kept}`);
  };
  let waiting = 0;
  const again = () => {
    clearTimeout(waiting);
    load(() => {
      keep();
      draw();
    });
  };
  const tellOrder = () => {
    const state = sorted.down ? "descending" : "ascending";
    for (const head of heads) head.forEach((each, place) => each.setAttribute("aria-sort", place === sorted.column ? state : "none"));
    if (order) order.value = sorted.column < 0 ? "" : `${sorted.column}${sorted.down ? "-" : ""}`;
  };
  const read = () => {
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const each of [find, who, item, flag]) if (each) each.value = kept.get(each.id) || "";
    const [, column, down] = /^(\d+)(-?)$/.exec(kept.get("sort") || "") || [];
    sorted = heads.length && column < heads[0].length ? { column: Number(column), down: Boolean(down) } : { column: -1, down: false };
    tellOrder();
  };
  reset = () => {
    for (const each of [find, who, item, flag]) if (each) each.value = "";
    sorted = { column: -1, down: false };
    tellOrder();
    draw();
  };

  // Headers order their column: down first where there are numbers, then up, then as given.
  const turn = (column) => {
    const first = heads[0][column].classList.contains("number");
    if (sorted.column !== column) sorted = { column, down: first };
    else if (sorted.down === first) sorted = { column, down: !first };
    else sorted = { column: -1, down: false };
    tellOrder();
    again();
  };
  heads.forEach((head) =>
    head.forEach((each, column) => {
      const button = make("button", ...each.childNodes);
      button.type = "button";
      each.dataset.name = button.firstChild.textContent;
      button.addEventListener("click", () => turn(column));
      each.append(button);
    }),
  );
  if (order && heads.length) {
    order.add(new Option(said.given, ""));
    heads[0].forEach((each, column) => {
      const isNumber = each.classList.contains("number");
      for (const down of isNumber ? ["-", ""] : [""]) {
        order.add(new Option(`${each.dataset.name} ${down ? "↓" : "↑"}`, `${column}${down}`));
      }
    });
    order.addEventListener("change", () => {
      const column = parseInt(order.value, 10);
      sorted = Number.isNaN(column) ? { column: -1, down: false } : { column, down: order.value.endsWith("-") };
      tellOrder();
      again();
    });
  }

  // People on other pages come in by scripts that hold them, one after the other.
  let later = [], isLoading = false;
  const load = (then) => {
    if (isLoaded) return then();
    later.push(then);
    if (isLoading) return undefined;
    isLoading = true;
    tools.setAttribute("aria-busy", "true");
    const left = said.shards.split(" ");
    const done = () => {
      isLoaded = true;
      tools.removeAttribute("aria-busy");
      offer();
      for (const each of later) each();
      later = [];
    };
    const next = () => {
      const name = left.shift();
      if (!name) return done();
      const script = make("script");
      script.src = `${pages}/${name}`;
      script.addEventListener("load", next);
      script.addEventListener("error", done);
      document.head.append(script);
      return undefined;
    };
    return next();
  };
  window.graderPeople = ({ told, people: kept }) => {
    for (const each of kept) {
      const [id, , isOpen, points, of] = each;
      people.push({
        kept: each,
        told,
        id: fold(id),
        isOpen: Boolean(isOpen),
        flags: new Set(each.at(-1).map((place) => told[place])),
        answers: [],
        cells: [id, `${points} / ${of}`, ...each.slice(6, -2), [...each.at(-2), ...each.at(-1)].map((place) => told[place]).join(" ")],
      });
    }
  };

  const answers = () => all(document, ".answer").filter((each) => !each.closest("[hidden]"));
  const openAll = (isOpen) => () => {
    for (const each of answers()) each.open = isOpen;
  };
  byId("unfold")?.addEventListener("click", openAll(true));
  byId("fold")?.addEventListener("click", openAll(false));
  byId("clear").addEventListener("click", () => {
    reset();
    keep();
    find.focus();
  });
  find.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(again, 150);
  });
  for (const each of [who, item, flag]) each?.addEventListener("change", again);
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, select, textarea");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      find.focus();
      find.select();
    } else if (event.key === "Escape" && event.target === find && find.value) {
      event.preventDefault();
      find.value = "";
      again();
    }
  });

  const follow = () => {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (!hash.includes("=")) return hash && reveal(hash);
    return load(() => {
      read();
      draw();
    });
  };
  if (!pages) offer();
  tools.hidden = false;
  tellOrder();
  addEventListener("hashchange", follow);
  // After the browser's own jump, which would take the focus away again.
  addEventListener("load", () =>
    setTimeout(() => {
      follow();
      if (pages) load(() => {});
    }),
  );
})();

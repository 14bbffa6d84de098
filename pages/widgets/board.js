// The board in the browser. The server tells what stands where; here a person only says what should go where.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#board");
  const state = (root.board ??= { json: "", drawn: "", menu: null, dragged: null, focus: null });
  state.send = setTriggerValue;
  const json = JSON.stringify(data);
  if (json === state.json) return;
  state.json = json;
  state.data = data;
  // An open menu or a card in the hand stays as it is; the news are drawn when it is closed.
  if (state.menu === null && state.dragged === null) draw(root, state);
}

function catchUp(root, state) {
  if (state.drawn !== state.json) draw(root, state);
}

function make(tag, name, text, more = {}) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  for (const [key, value] of Object.entries(more)) element.setAttribute(key, value);
  return element;
}

function draw(root, state) {
  const { lanes, cards } = state.data;
  state.drawn = state.json;
  const active = root.getRootNode().activeElement?.closest?.("article");
  if (active) state.focus = +active.dataset.id;
  const places = Object.fromEntries([...root.querySelectorAll(".lane")].map(lane => [lane.dataset.lane, lane.querySelector(".cards").scrollTop]));
  const left = root.scrollLeft;
  root.replaceChildren(...lanes.map((lane, at) => drawLane(root, state, lane, at, cards.filter(card => card.lane === lane.key))));
  root.style.setProperty("--lanes", lanes.map(lane => cards.some(card => card.lane === lane.key) ? "minmax(11.5rem, 1fr)" : "minmax(7.5rem, .45fr)").join(" "));
  for (const lane of root.querySelectorAll(".lane")) lane.querySelector(".cards").scrollTop = places[lane.dataset.lane] ?? 0;
  root.scrollLeft = left;
  if (active) root.querySelector(`article[data-id="${state.focus}"]`)?.focus();
}

function drawLane(root, state, lane, at, cards) {
  const section = make("section", "lane", undefined, { "aria-label": lane.title, "data-lane": lane.key });
  const head = make("h4");
  head.append(make("span", "name", lane.title), make("span", "count", String(cards.length)));
  const list = make("div", "cards", undefined, { role: "list", "aria-label": lane.title });
  let group = null;
  for (const card of cards) {
    if (card.group !== group) list.append(make("div", "group", card.group));
    group = card.group;
    list.append(drawCard(root, state, card, at));
  }
  section.append(head, list);
  section.ondragover = event => { event.preventDefault(); section.classList.add("over"); };
  section.ondragleave = event => { if (!section.contains(event.relatedTarget)) section.classList.remove("over"); };
  section.ondrop = event => {
    event.preventDefault();
    section.classList.remove("over");
    const card = state.dragged;  // as the person saw it
    state.dragged = null;
    if (card) move(state, card, lane.key);
    catchUp(root, state);
  };
  return section;
}

function drawCard(root, state, card, at) {
  const { lanes, texts } = state.data;
  const lane = lanes[at];
  const said = [card.title, card.meta, lane.title, ...card.signs.map(sign => sign.text)].join(", ");
  const article = make("article", "", undefined, { tabindex: "0", role: "listitem", draggable: "true", "data-id": card.id, "aria-label": said, "aria-keyshortcuts": "Enter O Alt+ArrowLeft Alt+ArrowRight" });
  const title = make("button", "title", card.title, { tabindex: "-1", title: texts.open });
  title.onclick = () => state.send("opened", { id: card.id });
  article.append(title, make("div", "meta", card.meta));
  for (const sign of card.signs) article.append(signOf(sign));
  const foot = make("div", "foot");
  const control = make("button", "status", lane.title, { tabindex: "-1", "aria-haspopup": "true", "aria-expanded": "false", title: texts.change });
  control.onclick = () => toggle(root, state, article, card, at);
  foot.append(control);
  if (card.progress !== null) foot.append(progressOf(card));
  article.append(foot);
  article.ondragstart = event => { state.dragged = card; event.dataTransfer.setData("text/plain", card.id); event.dataTransfer.effectAllowed = "move"; };
  article.ondragend = () => { state.dragged = null; catchUp(root, state); };
  article.onkeydown = event => onKey(root, state, article, card, at, event);
  return article;
}

function signOf(sign) {
  const line = make("div", `sign ${sign.tone}`);
  line.append(make("b", "", sign.mark, { "aria-hidden": "true" }), document.createTextNode(sign.text));
  return line;
}

function progressOf(card) {
  const bar = make("div", "progress", undefined, { role: "img", "aria-label": card.progress_text });
  const done = make("i");
  done.style.width = `${Math.round(card.progress * 100)}%`;
  const track = make("span");
  track.append(done);
  bar.append(track, make("small", "", card.progress_text));
  return bar;
}

function move(state, card, to) {
  if (card.lane !== to) state.send("moved", { id: card.id, to, seen: card.seen });
}

// The plain menu: for touch, for those who do not drag, and for the keyboard.
function toggle(root, state, article, card, at) {
  if (article.querySelector(".menu")) return leave(root, state, article);
  close(root, state);
  const { lanes, texts } = state.data;
  const menu = make("div", "menu", undefined, { role: "menu", "aria-label": texts.change });
  for (const lane of lanes.filter(each => each.key !== lanes[at].key)) {
    const choice = make("button", "", lane.title, { role: "menuitem" });
    choice.onclick = () => { leave(root, state, article); move(state, card, lane.key); };
    menu.append(choice);
  }
  menu.onkeydown = event => {
    const choices = [...menu.children], here = choices.indexOf(root.getRootNode().activeElement);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    event.stopPropagation();
    if (step) { event.preventDefault(); choices[(here + step + choices.length) % choices.length].focus(); }
    if (event.key === "Escape") { event.preventDefault(); leave(root, state, article); }
  };
  article.append(menu);
  article.querySelector(".status").setAttribute("aria-expanded", "true");
  state.menu = card.id;
  menu.firstElementChild.focus({ preventScroll: true });
  menu.scrollIntoView({ block: "nearest" });
}

function close(root, state) {
  state.menu = null;
  root.querySelector(".menu")?.remove();
  root.querySelector('.status[aria-expanded="true"]')?.setAttribute("aria-expanded", "false");
}

function leave(root, state, article) {
  article.focus();
  close(root, state);
  catchUp(root, state);
}

function onKey(root, state, article, card, at, event) {
  const { lanes } = state.data;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (event.target !== article) return;
  if (event.altKey && step) {
    event.preventDefault();
    if (lanes[at + step]) move(state, card, lanes[at + step].key);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    toggle(root, state, article, card, at);
  } else if (event.code === "KeyO" && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    state.send("opened", { id: card.id });
  } else if (event.key.startsWith("Arrow")) {
    event.preventDefault();
    neighbour(root, article, at, event.key)?.focus();
  }
}

function neighbour(root, article, at, key) {
  const columns = [...root.querySelectorAll(".lane")].map(lane => [...lane.querySelectorAll("article")]);
  const here = columns[at].indexOf(article);
  if (key === "ArrowDown" || key === "ArrowUp") return columns[at][here + (key === "ArrowDown" ? 1 : -1)];
  const aside = key === "ArrowRight" ? columns.slice(at + 1) : columns.slice(0, at).reverse();
  return aside.find(column => column.length)?.[0];
}

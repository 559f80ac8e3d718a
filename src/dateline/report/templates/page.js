"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const table = byId("incidents");
  if (!table) return;
  const data = JSON.parse(byId("data").textContent);
  document.documentElement.classList.add("scripted");

  // ---------------------------------------------------------------- table
  const bodies = [...table.tBodies];
  const buttonOf = (body) => body.querySelector(".unfold");
  const found = new Map(bodies.map((body) => [body.id, body.textContent.toLocaleLowerCase()]));

  function unfold(body, open) {
    buttonOf(body).setAttribute("aria-expanded", String(open));
    body.rows[1].hidden = !open;
  }

  function choose(anchor) {
    for (const body of bodies) body.classList.toggle("chosen", body.id === anchor);
    for (const circle of circles) circle.element.classList.toggle("chosen", circle.anchor === anchor);
  }

  for (const body of bodies) {
    unfold(body, false);
    body.rows[0].addEventListener("click", () => {
      if (String(getSelection())) return; // whoever selects words does not want the row to fold
      unfold(body, body.rows[1].hidden);
      choose(body.id);
    });
    body.rows[0].addEventListener("pointerenter", () => choose(body.id));
  }

  for (const button of table.tHead.querySelectorAll("button")) {
    button.addEventListener("click", () => {
      const head = button.parentElement;
      const key = button.dataset.sort;
      const number = button.dataset.number === "1";
      const was = head.getAttribute("aria-sort");
      const up = was ? was !== "ascending" : !number; // numbers begin with the largest
      for (const other of table.tHead.querySelectorAll("th")) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const compare = number
        ? (a, b) => Number(a.dataset[key]) - Number(b.dataset[key])
        : (a, b) => a.dataset[key].localeCompare(b.dataset[key]);
      const ordered = [...bodies].sort((a, b) => (up ? compare(a, b) : compare(b, a)));
      table.append(...ordered);
    });
  }

  byId("find").addEventListener("input", (event) => {
    const words = event.target.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const body of bodies) {
      const text = found.get(body.id);
      body.hidden = !words.every((word) => text.includes(word));
      shown += body.hidden ? 0 : 1;
    }
    for (const circle of circles) circle.element.classList.toggle("out", byId(circle.anchor).hidden);
    const all = bodies.length;
    byId("shown").textContent = shown === all ? `${all} incidents` : `${shown} of ${all} incidents`;
  });

  // ---------------------------------------------------------------- map
  const frame = byId("frame");
  const canvas = byId("base");
  const layer = byId("circles");
  const tip = byId("tip");
  const pen = canvas.getContext("2d");
  const mercator = (lat) => Math.log(Math.tan(Math.PI / 4 + (Math.max(-85, Math.min(85, lat)) * Math.PI) / 360));
  const project = (lat, lon) => [(lon * Math.PI) / 180, -mercator(lat)];
  const EARTH_KM = 6371;

  const towns = unpack(data.base);
  const labels = data.base.labels.map((label) => ({ name: label.name, at: project(label.latitude, label.longitude) }));
  const circles = data.circles.map(makeCircle).sort((a, b) => b.radius - a.radius);
  layer.append(...circles.map((circle) => circle.element));
  fanOut();

  const view = { x: 0, y: 0, scale: 1, width: 0, height: 0 };
  const home = homeBox();
  let drawing = 0;

  function unpack(base) {
    const bytes = Uint8Array.from(atob(base.dots), (char) => char.charCodeAt(0));
    const numbers = new DataView(bytes.buffer);
    const [west, south, east, north] = base.box;
    const at = (i) => numbers.getUint16(2 * i, true);
    const n = base.count;
    return Array.from({ length: n }, (_, i) => {
      const lon = west + (at(i) / 65535) * (east - west);
      const lat = south + (at(n + i) / 65535) * (north - south);
      return [...project(lat, lon), at(2 * n + i)];
    });
  }

  function makeCircle(row) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    const radius = row.killed < 0 ? 5 : 6 + 3 * Math.sqrt(Math.min(row.killed, 200));
    element.setAttribute("r", radius.toFixed(1));
    element.setAttribute("class", row.class + (row.vague ? " vague" : ""));
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", row.label);
    const circle = { element, radius, anchor: row.anchor, label: row.label, place: row.place, at: project(row.lat, row.lon), dx: 0, dy: 0 };
    element.addEventListener("pointerenter", () => { choose(row.anchor); tell(circle); });
    element.addEventListener("pointerleave", () => { tip.hidden = true; });
    element.addEventListener("focus", () => { choose(row.anchor); tell(circle); });
    element.addEventListener("blur", () => { tip.hidden = true; });
    element.addEventListener("click", () => { if (!moved) open(row.anchor); });
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open(row.anchor);
    });
    return circle;
  }

  function open(anchor) {
    const body = byId(anchor);
    body.hidden = false;
    unfold(body, true);
    choose(anchor);
    body.scrollIntoView({ block: "center" });
    buttonOf(body).focus({ preventScroll: true });
  }

  // Incidents of one place stand side by side, in the order of a sunflower's seeds, instead of on top of each other.
  function fanOut() {
    const met = new Map();
    for (const circle of circles) {
      const key = circle.at.map((value) => value.toFixed(5)).join();
      const nth = met.get(key) ?? 0;
      met.set(key, nth + 1);
      circle.dx = 11 * Math.sqrt(nth) * Math.cos(2.39996 * nth);
      circle.dy = 11 * Math.sqrt(nth) * Math.sin(2.39996 * nth);
    }
  }

  function homeBox() {
    const [west, south, east, north] = data.base.box;
    const points = circles.length
      ? circles.map((circle) => circle.at)
      : [project(south, west), project(north, east)];
    const xs = points.map((point) => point[0]);
    const ys = points.map((point) => point[1]);
    const least = 0.012; // radians: one town alone is shown with some 80 km around it
    const middle = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
    const wide = Math.max(least, Math.max(...xs) - Math.min(...xs));
    const tall = Math.max(least, Math.max(...ys) - Math.min(...ys));
    return { x: middle[0], y: middle[1], wide, tall };
  }

  function showEverything() {
    const room = 80;
    const scale = Math.min((view.width - room) / home.wide, (view.height - room) / home.tall);
    Object.assign(view, { x: home.x, y: home.y, scale: Math.max(20, scale) });
    draw();
  }

  const toScreen = ([x, y]) => [(x - view.x) * view.scale + view.width / 2, (y - view.y) * view.scale + view.height / 2];

  function draw() {
    cancelAnimationFrame(drawing);
    drawing = requestAnimationFrame(paint);
  }

  function paint() {
    const style = getComputedStyle(document.documentElement);
    const ratio = devicePixelRatio || 1;
    canvas.width = view.width * ratio;
    canvas.height = view.height * ratio;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, view.width, view.height);
    pen.fillStyle = style.getPropertyValue("--town");
    const zoomed = Math.max(0, Math.log2(view.scale / 1500));
    const sizes = [1.2, 1.9, 2.8, 4].map((size) => size * (1 + 0.12 * zoomed));
    for (const town of towns) {
      const [x, y] = toScreen(town);
      if (x < -5 || y < -5 || x > view.width + 5 || y > view.height + 5) continue;
      const size = sizes[town[2]];
      pen.fillRect(x - size / 2, y - size / 2, size, size);
    }
    for (const circle of circles) {
      const [x, y] = toScreen(circle.at);
      circle.element.setAttribute("cx", (x + circle.dx).toFixed(1));
      circle.element.setAttribute("cy", (y + circle.dy).toFixed(1));
    }
    writeNames(style);
    drawScale();
  }

  function writeNames(style) {
    pen.textBaseline = "middle";
    pen.lineWidth = 3;
    pen.lineJoin = "round";
    pen.strokeStyle = style.getPropertyValue("--sea");
    const taken = circles.map((circle) => {
      const [x, y] = toScreen(circle.at);
      const half = circle.radius * 0.8;
      return [x + circle.dx - half, y + circle.dy - half, x + circle.dx + half, y + circle.dy + half];
    });
    const write = (name, at, away, room) => {
      const [x, y] = toScreen(at);
      if (x < 0 || y < 8 || x > view.width || y > view.height - 8) return;
      const wide = pen.measureText(name).width;
      for (const left of [x + away, x - away - wide]) {
        const box = [left - room, y - 8 - room / 2, left + wide + room, y + 8 + room / 2];
        if (left < 2 || left + wide > view.width - 2) continue;
        if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
        taken.push(box);
        pen.strokeText(name, left, y);
        pen.fillText(name, left, y);
        return;
      }
    };
    pen.fillStyle = style.getPropertyValue("--ink");
    pen.font = "600 13px system-ui, 'DejaVu Sans', sans-serif";
    const named = new Set();
    for (const circle of circles) {
      if (!named.has(circle.place)) write(circle.place, circle.at, circle.radius + 4, 2);
      named.add(circle.place);
    }
    pen.fillStyle = style.getPropertyValue("--town-name");
    pen.font = "12px system-ui, 'DejaVu Sans', sans-serif";
    for (const label of labels) if (!named.has(label.name)) write(label.name, label.at, 7, 10);
  }

  function drawScale() {
    const latitude = 2 * Math.atan(Math.exp(-view.y)) - Math.PI / 2;
    const kmPerPixel = (EARTH_KM * Math.cos(latitude)) / view.scale;
    const most = kmPerPixel * 120;
    const power = 10 ** Math.floor(Math.log10(most));
    const km = [5, 2, 1].map((step) => step * power).find((length) => length <= most);
    const bar = byId("scale").firstElementChild;
    bar.style.width = `${km / kmPerPixel}px`;
    bar.textContent = km >= 1 ? `${km.toLocaleString("en")} km` : `${km * 1000} m`;
  }

  function tell(circle) {
    tip.textContent = circle.label;
    tip.hidden = false;
    const [x, y] = toScreen(circle.at);
    const left = Math.min(Math.max(8, x + circle.radius + 8), view.width - tip.offsetWidth - 8);
    const above = y - tip.offsetHeight - circle.radius - 6;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 4 ? above : y + circle.radius + 8}px`;
  }

  function zoom(factor, x = view.width / 2, y = view.height / 2) {
    const scale = Math.min(400000, Math.max(40, view.scale * factor));
    const dx = x - view.width / 2;
    const dy = y - view.height / 2;
    view.x += dx / view.scale - dx / scale;
    view.y += dy / view.scale - dy / scale;
    view.scale = scale;
    draw();
  }

  function pan(dx, dy) {
    view.x -= dx / view.scale;
    view.y -= dy / view.scale;
    draw();
  }

  const pointers = new Map();
  let moved = false;
  frame.addEventListener("pointerdown", (event) => {
    if (event.target.closest(".buttons")) return;
    pointers.set(event.pointerId, [event.clientX, event.clientY]);
    moved = false;
  });
  frame.addEventListener("pointermove", (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const now = [event.clientX, event.clientY];
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const before = Math.hypot(last[0] - other[0], last[1] - other[1]);
      const after = Math.hypot(now[0] - other[0], now[1] - other[1]);
      const box = frame.getBoundingClientRect();
      if (before > 0) zoom(after / before, (now[0] + other[0]) / 2 - box.left, (now[1] + other[1]) / 2 - box.top);
    } else {
      pan(now[0] - last[0], now[1] - last[1]);
    }
    if (Math.hypot(now[0] - last[0], now[1] - last[1]) > 2) {
      moved = true;
      frame.classList.add("moving");
    }
    pointers.set(event.pointerId, now);
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) {
    frame.addEventListener(name, (event) => {
      pointers.delete(event.pointerId);
      frame.classList.remove("moving");
    });
  }
  frame.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = frame.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY * 0.0015), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  frame.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    if (event.key in moves) pan(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") zoom(1.5);
    else if (event.key === "-") zoom(1 / 1.5);
    else if (event.key === "0") showEverything();
    else return;
    event.preventDefault();
  });
  byId("closer").addEventListener("click", () => zoom(1.6));
  byId("farther").addEventListener("click", () => zoom(1 / 1.6));
  byId("everything").addEventListener("click", showEverything);

  // The first picture is painted at once: a page that is printed or saved as it opens has no further frame.
  Object.assign(view, { width: frame.clientWidth, height: frame.clientHeight });
  if (view.width) {
    showEverything();
    cancelAnimationFrame(drawing);
    paint();
  }
  new ResizeObserver(() => {
    const first = view.width === 0;
    Object.assign(view, { width: frame.clientWidth, height: frame.clientHeight });
    if (first) showEverything();
    else draw();
  }).observe(frame);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();

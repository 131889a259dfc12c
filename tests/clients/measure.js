// Returns what a reader would notice of the page as it is drawn now. Nothing in it is changed.
(() => {
  const SLACK = 2;  // pixels: the feet of letters in a line set close
  const wide = document.documentElement.clientWidth;
  const name = (e) => {
    const words = (e.textContent || e.getAttribute("alt") || "").trim().replace(/\s+/g, " ").slice(0, 50);
    return `<${e.tagName.toLowerCase()}${e.className ? " " + e.className : ""}> ${words}`;
  };
  const bytes = (text) => {
    const found = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
    if (!found) throw new Error("a colour that is not understood: " + text);
    return [+found[1], +found[2], +found[3], found[4] === undefined ? 1 : +found[4]];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const light = (c) => {
    const [r, g, b] = c.slice(0, 3).map((v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const canvas = (() => {
    const probe = document.createElement("div");
    probe.style.backgroundColor = "Canvas";
    document.documentElement.append(probe);
    const found = bytes(getComputedStyle(probe).backgroundColor);
    probe.remove();
    return found;
  })();
  const drawn = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const unseen = (e) => {  // kept for those who listen: cut to nothing
    for (let at = e; at; at = at.parentElement) {
      const style = getComputedStyle(at), box = at.getBoundingClientRect();
      if (style.overflow !== "visible" && (box.width <= 1 || box.height <= 1)) return true;
    }
    return false;
  };
  const behind = (e) => {
    const layers = [];
    let image = false;
    for (let at = e; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      image ||= style.backgroundImage !== "none";
      layers.push(bytes(style.backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return [layers.reverse().reduce((below, top) => over(top, below), canvas), image];
  };

  const texts = [];
  const read = (text, e, boxes) => {
    const style = getComputedStyle(e);
    const [back, image] = behind(e);
    let opacity = 1;
    for (let at = e; at; at = at.parentElement) opacity *= +getComputedStyle(at).opacity;
    const ink = bytes(style.color);
    const shown = over([...ink.slice(0, 3), ink[3] * opacity], back);
    const [a, b] = [light(shown), light(back)].sort((x, y) => y - x);
    texts.push({
      text, of: name(e), size: parseFloat(style.fontSize), contrast: (a + 0.05) / (b + 0.05), behind: light(back),
      image, left: Math.min(...boxes.map((x) => x.left)), right: Math.max(...boxes.map((x) => x.right)),
    });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || ["SCRIPT", "STYLE", "TITLE", "NOSCRIPT", "TEMPLATE"].includes(e.tagName)) continue;
    if (!drawn(e) || unseen(e)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
    if (boxes.length) read(node.data, e, boxes);
  }
  for (const e of document.images) {  // a missing picture shows its words
    if (drawn(e) && !e.naturalWidth && e.alt) read(e.alt, e, [e.getBoundingClientRect()]);
  }

  const clipped = [];
  for (const e of document.body.querySelectorAll("*")) {
    if (!drawn(e) || unseen(e)) continue;
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    const block = style.display !== "inline" && e.clientWidth > 0;
    if (block && e.scrollWidth > e.clientWidth + SLACK) clipped.push(`${name(e)}: ${e.scrollWidth} in ${e.clientWidth} wide`);
    if (block && e.tagName !== "IMG" && style.overflowY !== "visible" && e.scrollHeight > e.clientHeight + SLACK) {
      clipped.push(`${name(e)}: ${e.scrollHeight} in ${e.clientHeight} high`);
    }
    if (box.width && (box.left < -0.5 || box.right > wide + 0.5)) clipped.push(`${name(e)}: from ${box.left} to ${box.right}`);
  }

  const pictures = [...document.images].filter(drawn).map((e) => {
    const box = e.getBoundingClientRect();
    return {
      of: e.getAttribute("src").slice(0, 60), alt: e.getAttribute("alt"), loaded: e.complete && e.naturalWidth > 0,
      stretched: e.naturalWidth > 0 ? Math.abs((box.width / box.height) / (e.naturalWidth / e.naturalHeight) - 1) : 0,
    };
  });
  return {
    wide, page: document.documentElement.scrollWidth, texts, clipped, pictures,
    body: light(behind(document.querySelector("main") || document.body)[0]),
    headings: [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((e) => [+e.tagName[1], e.textContent.trim()]),
    buttons: [...document.querySelectorAll("a")].filter((e) => drawn(e) && getComputedStyle(e).display !== "inline")
      .map((e) => ({
        of: name(e), high: e.getBoundingClientRect().height, filled: bytes(getComputedStyle(e).backgroundColor)[3] > 0,
      })),
  };
})()

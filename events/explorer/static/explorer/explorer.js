// @ts-check
// What the pages do besides: copy a call, find a key while typing, and compare an article's text. They work without.
"use strict";

/** @typedef {{start: number, end: number, sha256: string, item: HTMLElement}} Passage */

/**
 * @template {HTMLElement} T
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {T[]}
 */
const all = (selector, within = document) => /** @type {T[]} */ (Array.from(within.querySelectorAll(selector)));

/**
 * The SHA-256 of bytes, in hexadecimal digits.
 * @param {BufferSource} bytes
 */
async function sha256(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} text */
const hashOf = (text) => sha256(new TextEncoder().encode(text));

function copyButtons() {
  for (const button of all("button.copy")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", async () => {
      const copied = button.parentElement?.querySelector("code, .citation")?.textContent ?? "";
      await navigator.clipboard.writeText(copied);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
  }
}

/** Offers records of a collection while the last of several keys is typed. */
function typeahead() {
  for (const input of /** @type {HTMLInputElement[]} */ (all("input[data-collection]"))) {
    /** @type {number | undefined} */
    let timer;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => offer(input), 150);
    });
  }
}

/** @param {HTMLInputElement} input */
async function offer(input) {
  const before = input.value.slice(0, input.value.lastIndexOf(",") + 1);
  const typed = input.value.slice(before.length).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  if (typed.length < 2 || !input.list) return;
  const query = new URLSearchParams({ q: `${typed}*`, page_size: "8" });
  const answer = await fetch(`${document.documentElement.dataset.api}${input.dataset.collection}/?${query}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { results } = await answer.json();
  input.list.replaceChildren(...results.map((/** @type {Record<string, string>} */ one) => {
    const option = document.createElement("option");
    option.value = before + (one.slug ?? one.code);
    option.label = one.name ?? one.title ?? one.speaker_name ?? "";
    return option;
  }));
}

function passageCheck() {
  const section = document.getElementById("check");
  const drop = /** @type {HTMLElement | null} */ (section?.querySelector(".drop") ?? null);
  if (!section || !drop) return;
  if (!crypto.subtle) {
    drop.hidden = true;
    say("Browsers compare texts only on https or on this machine itself (localhost).");
    return;
  }
  const file = /** @type {HTMLInputElement} */ (document.getElementById("file"));
  const paste = /** @type {HTMLTextAreaElement} */ (document.getElementById("paste"));
  const take = async (/** @type {File | undefined} */ held) => held && compare(section, await held.arrayBuffer());
  file.addEventListener("change", () => take(file.files?.[0]));
  document.getElementById("compare")?.addEventListener("click", () => comparePasted(section, paste.value));
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("is-over"); });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("is-over"));
  }
  drop.addEventListener("drop", (event) => { event.preventDefault(); take(event.dataTransfer?.files[0]); });
}

/** @param {string} words */
function say(words) {
  const outcome = document.getElementById("outcome");
  if (outcome) outcome.textContent = words;
}

/**
 * A pasted text can lack the line break at the end of the file.
 * @param {HTMLElement} section
 * @param {string} text
 */
async function comparePasted(section, text) {
  const forms = [text, `${text}\n`, text.replace(/\n+$/, ""), text.replace(/\n/g, "\r\n")];
  const hashes = await Promise.all(forms.map(hashOf));
  const same = forms[hashes.indexOf(section.dataset.sha256 ?? "")] ?? text;
  await compare(section, new TextEncoder().encode(same).buffer);
}

/**
 * Compares a text with the hashes of its article, and shows it with every passage marked.
 * @param {HTMLElement} section
 * @param {ArrayBuffer} bytes
 */
async function compare(section, bytes) {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    say("This file is not UTF-8 text. Save it as UTF-8 and try again.");
    return;
  }
  // Offsets count code points; a character outside the first plane is two units of a JavaScript string.
  const points = Array.from(text);
  const isSame = (await sha256(bytes)) === section.dataset.sha256;
  /** @type {Passage[]} */
  const passages = all(".passages li").map((item) => ({
    start: Number(item.dataset.start), end: Number(item.dataset.end), sha256: item.dataset.sha256 ?? "", item,
  }));
  const hashes = await Promise.all(passages.map((one) => hashOf(points.slice(one.start, one.end).join(""))));
  const altered = passages.filter((one, place) => {
    const isVerified = hashes[place] === one.sha256;
    one.item.classList.toggle("is-verified", isVerified);
    one.item.classList.toggle("is-altered", !isVerified);
    return !isVerified;
  });
  say(outcomeOf(isSame, points.length, Number(section.dataset.characters), passages, altered));
  show(points, passages.filter((one) => !altered.includes(one)));
}

/**
 * @param {boolean} isSame
 * @param {number} length
 * @param {number} wanted
 * @param {Passage[]} passages
 * @param {Passage[]} altered
 */
function outcomeOf(isSame, length, wanted, passages, altered) {
  if (isSame) return `This is the text: the hash is the same, and all ${passages.length} passages are marked below.`;
  const lengths = length === wanted ? `It has as many characters, ${wanted}.` : `It has ${length} characters instead of ${wanted}.`;
  if (!altered.length) return `This text differs from the one that was coded, but in no passage: all ${passages.length} are the same. ${lengths}`;
  const first = altered[0];
  const before = passages.filter((one) => one.end <= first.start && !altered.includes(one));
  const from = Math.max(0, ...before.map((one) => one.end));
  return `This text differs from the one that was coded. ${lengths} ${altered.length} of ${passages.length} passages differ; ` +
    `the first difference lies between characters ${from} and ${first.end}.`;
}

/**
 * @param {string[]} points
 * @param {Passage[]} passages
 */
function show(points, passages) {
  const place = document.getElementById("text");
  if (!place) return;
  place.replaceChildren();
  const edges = [...new Set([0, points.length, ...passages.flatMap((one) => [one.start, one.end])])].sort((a, b) => a - b);
  for (let at = 0; at < edges.length - 1; at += 1) {
    const [start, end] = [edges[at], edges[at + 1]];
    const words = points.slice(start, end).join("");
    const over = passages.filter((one) => one.start <= start && one.end >= end);
    const coded = over.filter((one) => !one.item.classList.contains("left-out"));
    if (!over.length) {
      place.append(words);
      continue;
    }
    const piece = document.createElement(coded.length ? "mark" : "span");
    piece.title = over.map((one) => one.item.querySelector(".tag")?.nextElementSibling?.textContent ?? one.item.textContent).join(" · ");
    if (!coded.length) piece.className = "omitted";
    const link = coded[0]?.item.querySelector("a");
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = link.href;
      anchor.textContent = words;
      piece.append(anchor);
    } else {
      piece.textContent = words;
    }
    place.append(piece);
  }
}

copyButtons();
typeahead();
passageCheck();

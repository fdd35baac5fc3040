// Shows what the board says. Every text is set as text, never as markup; nothing is loaded from anywhere else.
"use strict";

const TEAMS_AT_ONCE = 6, PEOPLE_AT_ONCE = 6;
const PAGE_MS = 12000, POLL_MS = 5000, SILENT_MS = 40000;

const at = (id) => document.getElementById(id);
const here = location.pathname.replace(/\/+$/, "");
const count = (number) => number.toLocaleString("en");

let wall = null;       // what was said last
let seen = new Map();  // points of each team, as shown last
let page = 0;
let heard = performance.now();
let clock = 0;         // the board's time minus this machine's own running time: its clock may be wrong

function made(kind, name, ...inside) {
  const element = document.createElement(kind);
  if (name) element.className = name;
  element.append(...inside);
  return element;
}

function day(moment) {
  return new Date(moment).toLocaleString("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

function span(ms) {
  const minutes = Math.max(0, Math.round(ms / 60000)), hours = Math.round(minutes / 60), days = Math.floor(hours / 24);
  if (minutes < 2) return "a minute";
  if (minutes < 100) return `${minutes} minutes`;
  if (hours < 48) return `${hours} hours`;
  return `${days} days`;
}

function showState() {
  const { standings, opens, closes } = wall, now = clock + performance.now();
  let [kind, word, says] = ["live", "Live", `closes in ${span(closes - now)}`];
  if (standings.closed) [kind, word, says] = ["final", "Final", now < closes ? "closed before its time" : `closed ${day(closes)}`];
  else if (now < opens) [kind, word, says] = ["", "Soon", `opens in ${span(opens - now)}`];
  else if (standings.frozen !== null) [kind, word, says] = ["frozen", "Frozen", `as of ${day(standings.frozen)}; all is shown once it closes`];
  if (performance.now() - heard > SILENT_MS) [kind, word, says] = ["", "Not connected", "showing what was heard last"];
  at("state").className = `badge ${kind}`;
  at("state").textContent = word;
  const people = standings.people === 1 ? "1 player" : `${count(standings.people)} players`;
  at("when").textContent = `${people} · ${says}`;
}

function showTeams() {
  const { teams, best_possible: best } = wall.standings;
  const pages = Math.max(1, Math.ceil(teams.length / TEAMS_AT_ONCE));
  page %= pages;
  at("teams").className = teams.length <= 3 ? "three" : teams.length === 4 ? "four" : "";
  at("page").textContent = pages > 1 ? `${page + 1} of ${pages}` : "";
  const first = page * TEAMS_AT_ONCE;
  at("teams").replaceChildren(...teams.slice(first, first + TEAMS_AT_ONCE).map((team) => {
    const rank = made("p", "rank", team.rank === null ? "–" : String(team.rank));
    if (team.rank !== null && teams.filter((other) => other.rank === team.rank).length > 1) rank.append(made("span", "tie", "="));
    const fill = made("i");
    fill.style.width = `${best ? Math.min(100, (100 * team.average) / best) : 0}%`;
    const row = made("li", team.rank === null ? "unranked" : "", rank, made("p", "title", team.title),
      made("p", "bar", fill), made("p", "says", team.says), made("p", "points", team.played ? count(team.average) : "–"));
    if (seen.has(team.team) && seen.get(team.team) !== team.average) row.classList.add("moved");
    seen.set(team.team, team.average);
    return row;
  }));
}

function showPeople() {
  const { top, teams, awards } = wall.standings;
  const called = new Map(teams.map((team) => [team.team, team.title]));
  at("people").replaceChildren(...top.slice(0, awards.length ? PEOPLE_AT_ONCE : PEOPLE_AT_ONCE + 4).map((one) => {
    const who = made("p", "who", one.name, made("span", "", called.get(one.team) ?? ""));
    return made("li", "", made("p", "place", `${one.rank}${one.tied ? "=" : ""}`), who, made("p", "sum", count(one.points)));
  }));
  at("nobody").hidden = top.length > 0;
  at("awards").hidden = awards.length === 0;
  at("award-list").replaceChildren(...awards.map((award) => {
    const names = award.teams.map((team) => called.get(team) ?? team).join(", ");
    return made("li", "", made("p", "award", `${award.title}: `, made("span", "", names)), made("p", "why", award.says));
  }));
}

function show(said) {
  wall = said;
  heard = performance.now();
  clock = said.standings.at - heard;
  document.title = `${said.standings.title}: standings`;
  at("title").textContent = said.standings.title;
  at("title").className = said.standings.title.length > 34 ? "long" : "";
  at("join").replaceChildren("Join in the game: ", made("code", "", said.join), " and the code your team has");
  at("proves").textContent = said.proves;
  at("fairness").textContent = said.standings.fairness;
  showState();
  showTeams();
  showPeople();
}

async function poll() {
  try {
    const answer = await fetch(`${here}/standings`, { cache: "no-store" });
    if (answer.ok) show(await answer.json());
    else if (answer.status === 404) at("title").textContent = "This season isn't here any more";
  } catch { /* the state says that nobody answers */ }
}

let polling = 0;
function listen() {
  const stream = new EventSource(`${here}/events`);
  stream.addEventListener("wall", (event) => {
    clearInterval(polling);
    polling = 0;
    show(JSON.parse(event.data));
  });
  stream.addEventListener("still", () => { heard = performance.now(); });
  stream.onerror = () => {
    if (!polling) polling = setInterval(poll, POLL_MS);
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 6 * POLL_MS);  // it doesn't try again by itself
  };
}

poll().then(listen);
setInterval(() => {
  if (!wall) return;
  if (wall.standings.teams.length > TEAMS_AT_ONCE) {
    page += 1;
    showTeams();
  }
}, PAGE_MS);
setInterval(() => { if (wall) showState(); }, 1000);

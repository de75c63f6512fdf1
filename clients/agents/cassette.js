// The requests of a session, small and without a trace of the machine, user or day; CassettesTest
// replays them. Written with UPDATE_CASSETTES=1, else left as they are.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const textMax = 160;
const kept = new Set(['thinking', 'signature', 'data', 'encrypted_content']);
const dropped = new Set(['host', 'connection', 'content-length', 'accept-encoding']);
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

export async function keep(tool, name, { exchanges, home, work }) {
  if (!process.env.UPDATE_CASSETTES) return;
  const requests = exchanges.map(exchange => scrubbed(exchange, [[work, '/project'], [home, '/user']]));
  const folder = path.join(import.meta.dirname, 'cassettes', tool);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${name}.json`), JSON.stringify(requests, null, 1) + '\n');
}

function scrubbed({ method, path, headers, body, status, answer }, places) {
  const clean = text => places
    .reduce((all, [found, instead]) => all.replaceAll(found, instead), text)
    .replace(uuid, '00000000-0000-4000-8000-000000000000')
    .replace(/\bses_\w+/g, 'ses_0');
  const scrub = (key, value) => {
    if (Array.isArray(value)) return value.map(each => scrub(key, each));
    if (value && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, scrub(name, each)]));
    }
    if (typeof value !== 'string' || kept.has(key)) return value;
    if (key === 'user_id') return 'somebody';
    const text = clean(value);
    return text.length <= textMax ? text : `${text.slice(0, 80)}… (${text.length} characters)`;
  };
  const names = Object.entries(headers).filter(([name]) => !dropped.has(name));
  return {
    method,
    path,
    headers: Object.fromEntries(names.map(([name, value]) => [name, clean(value)])),
    ...(body && { body: scrub('', JSON.parse(body)) }),
    status,
    ...(answer && { answer: outline(answer) }),
  };
}

// Which events came, each once, and how the answer ended.
export function outline(answer) {
  const events = answer.split('\n').filter(line => line.startsWith('data: {')).map(line => JSON.parse(line.slice(6)));
  if (events.length === 0) return { error: JSON.parse(answer).error?.type };
  const types = [...new Set(events.map(event => event.type ?? event.object ?? 'error'))];
  const ends = events
    .map(event => event.delta?.stop_reason ?? event.choices?.[0]?.finish_reason ?? event.response?.status)
    .filter(Boolean);
  return { events: types, ...(ends.length > 0 && { ends: ends.at(-1) }) };
}

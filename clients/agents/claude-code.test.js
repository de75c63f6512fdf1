// Claude Code, unchanged, in print mode, before each of those who may answer.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { connect, isInstalled, made, native, run } from './agent.js';
import { keep } from './cassette.js';
import { Stage, places } from './stage.js';

const program = native('@anthropic-ai', 'claude-code', 'claude');
const skip = isInstalled(program) ? false : 'Claude Code is not installed';
const list = 'Use Bash {"command":"ls","description":"Lists"}';

test('the command of the page is the one that is tried', async () => {
  const page = await readFile(new URL('../../docs/clients.md', import.meta.url), 'utf8');
  assert.ok(page.includes(`claude -p '${list}' --model fake-tools --allowedTools Bash\n`));
});

const alone = {
  CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  DISABLE_AUTOUPDATER: '1',
  DISABLE_BUG_COMMAND: '1',
  DISABLE_ERROR_REPORTING: '1',
  DISABLE_TELEMETRY: '1',
};

let stage;
before(async () => { stage = skip ? null : await Stage.start(); });
after(() => stage?.stop());

async function session(place, model, prompt, args = [], env = {}) {
  const ended = await run({
    program,
    args: ['-p', prompt, '--model', model, '--output-format', 'json', ...args],
    gateway: stage.url(place),
    prepare: ({ home, url }) => connect('claude-code', home, url),
    env: { ...alone, ...env },
  });
  assert.ok(ended.out, ended.err);
  return { ...ended, said: JSON.parse(ended.out) };
}

const chats = ({ exchanges }) => exchanges.filter(exchange => exchange.method === 'POST');

for (const place of places) {
  for (const [model, tools, turns, told] of [
    ['fake-echo', '', 1, 'Say hello'],
    ['fake-tools', 'default', 2, `The tool said: ${made}`],
    ['fake-think', 'Bash', 2, `The tool said: ${made}`],
    ['fake-parallel-tools', 'Bash', 3, made],
  ]) {
    test(`a session with ${model}: ${place}`, { skip }, async () => {
      const prompt = tools ? list : 'Say hello';
      const ended = await session(place, model, prompt, ['--tools', tools, '--allowedTools', 'Bash']);
      assert.equal(ended.said.is_error, false, ended.out);
      assert.ok(ended.said.result.includes(told), ended.said.result);
      assert.equal(ended.said.num_turns, turns);
      assert.ok(ended.said.usage.input_tokens > 0);
      assert.ok(ended.said.usage.output_tokens > 0);
      assert.deepEqual(chats(ended).map(chat => chat.status), Array(tools ? 2 : 1).fill(200));
      if (place === 'BUILT_IN') await keep('claude-code', model, ended);
    });
  }

  for (const [model, status, words] of [
    ['fake-400', 400, 'A fake model refuses this request.'],
    ['fake-401', 401, 'login'],
    ['fake-404', 404, 'fake-404'],
    ['fake-413', 413, 'large'],
    ['fake-529', 529, 'verload'],
    ['fake-context-exceeded', 400, 'too long'],
  ]) {
    test(`${model} is understood: ${place}`, { skip }, async () => {
      const ended = await session(place, model, 'Say hello', ['--tools', ''], { CLAUDE_CODE_MAX_RETRIES: '1' });
      assert.equal(ended.said.is_error, true, ended.out);
      assert.equal(ended.said.api_error_status, status);
      assert.ok(ended.said.result.includes(words), ended.said.result);
      if (place === 'BUILT_IN') await keep('claude-code', model, ended);
    });
  }

  for (const model of ['fake-cut', 'fake-error-event']) {
    test(`${model} is no answer: ${place}`, { skip }, async () => {
      const ended = await session(place, model, 'Say hello', ['--tools', ''], {
        CLAUDE_CODE_MAX_RETRIES: '1',
        CLAUDE_CODE_DISABLE_NONSTREAMING_FALLBACK: '1',
      });
      assert.equal(ended.said.is_error, true, ended.out);
    });
  }
}

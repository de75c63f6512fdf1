// The official Anthropic client for JavaScript, unchanged, for either provider.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import { Lab, key, pairs, pixel, vendors } from './lab.js';

let lab;
before(async () => { lab = await Lab.start(); });
after(() => lab.stop());

const client = (vendor, maxRetries = 0) =>
  new Anthropic({ baseURL: lab.url(vendor), apiKey: key, maxRetries, timeout: 20_000 });

const ask = (vendor, way, body) => {
  const whole = { max_tokens: 1000, ...body };
  return way === 'buffered'
    ? client(vendor).messages.create(whole)
    : client(vendor).messages.stream(whole).finalMessage();
};

const says = content => [{ role: 'user', content }];
const text = message => message.content.filter(b => b.type === 'text').map(b => b.text).join('');
const calls = message => message.content.filter(b => b.type === 'tool_use');

const tool = name => ({
  name,
  description: 'Tells of a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
});

const results = message => ({
  role: 'user',
  content: calls(message).map(call => ({ type: 'tool_result', tool_use_id: call.id, content: `of ${call.name}` })),
});

const back = message => ({ role: 'assistant', content: message.content });

for (const { vendor, way } of pairs) {
  const where = `${vendor} ${way}`;

  test(`an answer comes with its usage: ${where}`, async () => {
    const answer = await ask(vendor, way, { model: 'fake-echo', messages: says('Hello gateway') });
    assert.match(text(answer), /Hello gateway/);
    assert.equal(answer.stop_reason, 'end_turn');
    assert.ok(answer.usage.input_tokens > 0);
    assert.ok(answer.usage.output_tokens > 0);
  });

  for (const [model, names, told] of [
    ['fake-tools', ['weather'], 'The tool said: of weather'],
    ['fake-parallel-tools', ['weather', 'news', 'maps'], 'The tools said: of weather; of news; of maps'],
  ]) {
    test(`${model}, in two turns: ${where}`, async () => {
      const tools = ['weather', 'news', 'maps'].map(tool);
      const messages = says('Use weather for {"city":"Pécs"}');
      const first = await ask(vendor, way, { model, messages, tools });
      assert.equal(first.stop_reason, 'tool_use');
      assert.deepEqual(calls(first).map(call => call.name), names);
      assert.deepEqual(calls(first)[0].input, { city: 'Pécs' });
      const second = await ask(vendor, way, { model, tools, messages: [...messages, back(first), results(first)] });
      assert.equal(text(second), told);
    });
  }

  for (const model of vendor === 'ANTHROPIC' ? ['fake-think', 'fake-think-redacted'] : ['fake-think']) {
    test(`${model} is taken back: ${where}`, async () => {
      const body = { model, thinking: { type: 'adaptive' }, tools: [tool('weather')] };
      const messages = says('Use weather for {"city":"Pécs"}');
      const first = await ask(vendor, way, { ...body, messages });
      assert.equal(first.content[0].type, 'thinking');
      assert.ok(first.content[0].thinking);
      const second = await ask(vendor, way, { ...body, messages: [...messages, back(first), results(first)] });
      assert.equal(text(second), 'The tool said: of weather');
    });
  }

  test(`an image is seen: ${where}`, async () => {
    const content = [
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: pixel } },
      { type: 'text', text: 'What is it?' },
    ];
    const answer = await ask(vendor, way, { model: 'fake-vision', messages: says(content) });
    assert.match(text(answer), /^Image 1: image\/png, \d+ bytes, 1x1$/);
  });

  test(`a schema is filled: ${where}`, async () => {
    const schema = {
      type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false,
    };
    const answer = await ask(vendor, way, {
      model: 'fake-json', messages: says('The weather'), output_config: { format: { type: 'json_schema', schema } },
    });
    assert.equal(typeof JSON.parse(text(answer)).city, 'string');
  });

  for (const [status, error, type] of [
    [400, Anthropic.BadRequestError, 'invalid_request_error'],
    [401, Anthropic.AuthenticationError, 'authentication_error'],
    [403, Anthropic.PermissionDeniedError, 'permission_error'],
    [404, Anthropic.NotFoundError, 'not_found_error'],
    [429, Anthropic.RateLimitError, 'rate_limit_error'],
    [500, Anthropic.InternalServerError, 'api_error'],
    [529, Anthropic.InternalServerError, 'overloaded_error'],
  ]) {
    test(`${status} is raised as ${error.name}: ${where}`, async () => {
      await assert.rejects(ask(vendor, way, { model: `fake-${status}`, messages: says('Hello') }), raised => {
        assert.ok(raised instanceof error, String(raised));
        assert.equal(raised.status, status);
        assert.equal(raised.error.error.type, type);
        assert.ok(raised.requestID, 'a request id');
        return true;
      });
    });
  }
}

for (const vendor of vendors) {
  for (const status of [429, 529]) {
    test(`${status} is tried again when its time has come: ${vendor}`, async () => {
      const before = Number(await lab.tell('count', vendor));
      await lab.tell('refuse', vendor, status);
      const start = performance.now();
      await client(vendor, 2).messages.create({ model: 'fake-echo', max_tokens: 100, messages: says('Hello') });
      assert.ok(performance.now() - start > 950, 'waited');
      assert.equal(Number(await lab.tell('count', vendor)), before + 2);
    });
  }

  for (const fault of ['fake-cut', 'fake-error-event']) {
    test(`${fault} is no answer: ${vendor}`, async () => {
      await assert.rejects(ask(vendor, 'streamed', { model: fault, messages: says('Hello, are you there?') }));
    });
  }

  test(`leaving in mid-stream is seen by the provider: ${vendor}`, async () => {
    const stream = client(vendor).messages.stream({
      model: 'fake-endless', max_tokens: 1000, messages: says('Go on'),
    });
    let pieces = 0;
    for await (const _ of stream) {
      if (++pieces === 5) break;
    }
    assert.equal(await lab.tell('left', vendor), 'true');
  });
}

test('tokens are counted as the answer counts them', async () => {
  const body = { model: 'fake-echo', messages: says('One two three four') };
  const counted = await client('ANTHROPIC').messages.countTokens(body);
  assert.equal(counted.input_tokens, (await ask('ANTHROPIC', 'buffered', body)).usage.input_tokens);
});

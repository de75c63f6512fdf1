// The official OpenAI client for JavaScript, unchanged, for either provider.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { Lab, key, pairs, pixel, vendors } from './lab.js';

let lab;
before(async () => { lab = await Lab.start(); });
after(() => lab.stop());

const client = (vendor, maxRetries = 0) =>
  new OpenAI({ baseURL: lab.url(vendor) + '/v1', apiKey: key, maxRetries, timeout: 20_000 });

const ask = (vendor, way, body) =>
  way === 'buffered'
    ? client(vendor).chat.completions.create(body)
    : client(vendor).chat.completions
        .stream({ ...body, stream_options: { include_usage: true } })
        .finalChatCompletion();

const says = content => [{ role: 'user', content }];

const tool = name => ({
  type: 'function',
  function: {
    name,
    description: 'Tells of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
});

for (const { vendor, way } of pairs) {
  const where = `${vendor} ${way}`;

  test(`an answer comes with its usage: ${where}`, async () => {
    const answer = await ask(vendor, way, { model: 'fake-echo', messages: says('Hello gateway') });
    assert.match(answer.choices[0].message.content, /Hello gateway/);
    assert.equal(answer.choices[0].finish_reason, 'stop');
    assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
  });

  for (const [model, names, told] of [
    ['fake-tools', ['weather'], 'The tool said: of weather'],
    ['fake-parallel-tools', ['weather', 'news', 'maps'], 'The tools said: of weather; of news; of maps'],
  ]) {
    test(`${model}, in two turns: ${where}`, async () => {
      const tools = ['weather', 'news', 'maps'].map(tool);
      const messages = says('Use weather for {"city":"Pécs"}');
      const first = (await ask(vendor, way, { model, messages, tools })).choices[0];
      assert.equal(first.finish_reason, 'tool_calls');
      assert.deepEqual(first.message.tool_calls.map(call => call.function.name), names);
      assert.deepEqual(JSON.parse(first.message.tool_calls[0].function.arguments), { city: 'Pécs' });
      const results = first.message.tool_calls.map(call => ({
        role: 'tool', tool_call_id: call.id, content: `of ${call.function.name}`,
      }));
      const second = await ask(vendor, way, { model, tools, messages: [...messages, first.message, ...results] });
      assert.equal(second.choices[0].message.content, told);
    });
  }

  test(`an image is seen: ${where}`, async () => {
    const content = [
      { type: 'text', text: 'What is it?' },
      { type: 'image_url', image_url: { url: `data:image/png;base64,${pixel}` } },
    ];
    const answer = await ask(vendor, way, { model: 'fake-vision', messages: says(content) });
    assert.match(answer.choices[0].message.content, /^Image 1: image\/png, \d+ bytes, 1x1$/);
  });

  test(`thinking is taken back: ${where}`, async () => {
    const body = { model: 'fake-think', reasoning_effort: 'medium', tools: [tool('weather')] };
    const messages = says('Use weather for {"city":"Pécs"}');
    const first = (await ask(vendor, way, { ...body, messages })).choices[0].message;
    const result = { role: 'tool', tool_call_id: first.tool_calls[0].id, content: '21 degrees' };
    const second = await ask(vendor, way, { ...body, messages: [...messages, first, result] });
    assert.equal(second.choices[0].message.content, 'The tool said: 21 degrees');
  });

  for (const [status, type] of [
    [400, OpenAI.BadRequestError], [401, OpenAI.AuthenticationError],
    [403, OpenAI.PermissionDeniedError], [404, OpenAI.NotFoundError],
    [429, OpenAI.RateLimitError], [500, OpenAI.InternalServerError], [529, OpenAI.InternalServerError],
  ]) {
    test(`${status} is raised as ${type.name}: ${where}`, async () => {
      await assert.rejects(ask(vendor, way, { model: `fake-${status}`, messages: says('Hello') }), error => {
        assert.ok(error instanceof type, String(error));
        assert.equal(error.status, status);
        assert.ok(error.type, 'a type');
        assert.ok(error.requestID, 'a request id');
        return true;
      });
    });
  }
}

for (const vendor of vendors) {
  test(`a schema is filled and parsed: ${vendor}`, async () => {
    const shape = z.object({ city: z.string(), degrees: z.number() });
    const answer = await client(vendor).chat.completions.parse({
      model: 'fake-json', messages: says('The weather'), response_format: zodResponseFormat(shape, 'weather'),
    });
    assert.equal(typeof answer.choices[0].message.parsed.degrees, 'number');
  });

  for (const status of [429, 503]) {
    test(`${status} is tried again when its time has come: ${vendor}`, async () => {
      const before = Number(await lab.tell('count', vendor));
      await lab.tell('refuse', vendor, status);
      const start = performance.now();
      await client(vendor, 2).chat.completions.create({ model: 'fake-echo', messages: says('Hello') });
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
    const stream = await client(vendor).chat.completions.create({
      model: 'fake-endless', messages: says('Go on'), stream: true,
    });
    let pieces = 0;
    for await (const _ of stream) {
      if (++pieces === 5) break;
    }
    assert.equal(await lab.tell('left', vendor), 'true');
  });
}

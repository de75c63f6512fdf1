// The official Kubernetes client for JavaScript, unchanged, against the API that the gateway serves.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import {
  CoreV1Api, KubeConfig, KubernetesObjectApi, PatchStrategy, Watch, makeInformer,
} from '@kubernetes/client-node';
import { Api } from './api.js';

const routes = '/apis/gateway.networking.k8s.io/v1/namespaces/default/httproutes';

let api;
let config;
let core;
let objects;
before(async () => {
  api = await Api.start();
  config = new KubeConfig();
  config.loadFromFile(api.kubeconfig);
  core = config.makeApiClient(CoreV1Api);
  objects = KubernetesObjectApi.makeApiClient(config);
});
after(() => api.stop());

const map = (name, a) => ({
  apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' }, data: { a },
});
const route = (name, spec = {}) => ({
  apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', metadata: { name, namespace: 'default' }, spec,
});
const refused = code => error => (assert.equal(error.code, code), true);

// What is told, one at a time.
class Told {
  #said = [];
  #waiting = [];
  add(what) {
    const next = this.#waiting.shift();
    if (next) next(what); else this.#said.push(what);
  }
  next() {
    return this.#said.length ? this.#said.shift() : new Promise(resolve => this.#waiting.push(resolve));
  }
  async until(wanted) {
    for (let said = await this.next(); said !== wanted; said = await this.next());
  }
}

test('objects are written, read and deleted', async () => {
  const body = map('crud', '1');
  const made = await core.createNamespacedConfigMap({ namespace: 'default', body });
  assert.ok(made.metadata.uid);
  const changed = await core.replaceNamespacedConfigMap({ name: 'crud', namespace: 'default', body: { ...made, data: { a: '2' } } });
  assert.equal(changed.data.a, '2');
  const { items } = await core.listNamespacedConfigMap({ namespace: 'default' });
  assert.ok(items.some(item => item.metadata.name === 'crud'));
  await core.deleteNamespacedConfigMap({ name: 'crud', namespace: 'default' });
  await assert.rejects(core.readNamespacedConfigMap({ name: 'crud', namespace: 'default' }), refused(404));
});

test('refusals are a status', async () => {
  const made = await core.createNamespacedConfigMap({ namespace: 'default', body: map('stale', '1') });
  await core.replaceNamespacedConfigMap({ name: 'stale', namespace: 'default', body: { ...made, data: { a: '2' } } });
  await assert.rejects(
    core.replaceNamespacedConfigMap({ name: 'stale', namespace: 'default', body: { ...made, data: { a: '3' } } }), refused(409));
  await assert.rejects(core.createNamespacedConfigMap({ namespace: 'default', body: map('stale', '1') }), refused(409));
  await assert.rejects(objects.create(route('wrong', { hostnames: ['Not A Host'] })), refused(422));
});

test('changes are watched', async () => {
  const told = new Told();
  const end = await new Watch(config).watch(
    routes, {}, (type, object) => told.add(`${type} ${object.metadata.name}`), () => {});
  await objects.create(route('watched'));
  await told.until('ADDED watched');
  await objects.patch(
    route('watched', { hostnames: ['a.example.com'] }), undefined, undefined, undefined, undefined, PatchStrategy.MergePatch);
  await told.until('MODIFIED watched');
  await objects.delete(route('watched'));
  await told.until('DELETED watched');
  end.abort();
});

test('an informer holds what is there', async () => {
  await objects.create(route('before'));
  const told = new Told();
  const informer = makeInformer(config, routes, () => objects.list('gateway.networking.k8s.io/v1', 'HTTPRoute', 'default'));
  for (const event of ['add', 'update', 'delete']) {
    informer.on(event, object => told.add(`${event} ${object.metadata.name}`));
  }
  await informer.start();
  await told.until('add before');
  await objects.create(route('after'));
  await told.until('add after');
  await objects.delete(route('after'));
  await told.until('delete after');
  assert.ok(informer.get('before', 'default'));
  await informer.stop();
});

test('the server merges by owners', async () => {
  const apply = (data, manager, force) =>
    objects.patch({ ...map('side'), data }, undefined, undefined, manager, force, PatchStrategy.ServerSideApply);
  assert.equal((await apply({ a: '1', b: '1' }, 'mine')).data.a, '1');
  await assert.rejects(apply({ a: '2' }, 'other'), refused(409));
  assert.deepEqual((await apply({ a: '2' }, 'other', true)).data, { a: '2', b: '1' });
  assert.deepEqual((await apply({}, 'mine')).data, { a: '2' });
});

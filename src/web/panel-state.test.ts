import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPanelRegistry } from './panel-registry.ts';
import { panelStateOf } from './panel-state.ts';
import { ApiProblem } from './problem.ts';

const answer = { data: undefined, error: null, dataUpdatedAt: 0, refetch: () => undefined };
const problem = (status: number) => new ApiProblem({ status, code: 'x', title: 'x' });

test('without data a panel loads, or says what failed', () => {
  assert.equal(panelStateOf(answer).kind, 'loading');
  assert.equal(panelStateOf({ ...answer, error: problem(500) }).kind, 'error');
  assert.equal(panelStateOf({ ...answer, error: problem(403) }).kind, 'forbidden');
});

test('data that could not be renewed is kept and marked with its age', () => {
  const state = panelStateOf({ ...answer, data: { a: 1 }, error: problem(0), dataUpdatedAt: 1700 });
  assert.ok(state.kind === 'stale' && state.since === 1700);
  assert.deepEqual(state.data, { a: 1 });
});

test('a reader who has lost the right sees nothing more, whatever was loaded before', () => {
  assert.equal(panelStateOf({ ...answer, data: { a: 1 }, error: problem(403) }).kind, 'forbidden');
});

test('two panels cannot have one name', () => {
  const panel = { id: 'cockpit.map', kinds: [], load: () => Promise.reject(new Error('not loaded')) };
  assert.throws(() => createPanelRegistry([{ routes: [], panels: [panel, panel] }]), /cockpit\.map/);
  assert.equal(createPanelRegistry([{ routes: [], panels: [panel] }]).size, 1);
});

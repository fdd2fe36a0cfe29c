import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agentName } from './agent.ts';

test('a device is named by browser and system; an unknown one by what it says', () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0',
      'Edge · Windows',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36', 'Chrome · Linux'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1', 'Safari · iOS'],
    ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116 MicroMessenger/8.0', 'WeChat · Android'],
    ['curl/8.5.0', 'curl/8.5.0'],
  ];
  for (const [agent, name] of cases) assert.equal(agentName(agent), name);
});

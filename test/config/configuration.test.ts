import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { createLogger } from '../../src/config/logger.js';
import { ConfigurationError, readConfiguration, variableNames } from '../../src/config/read.js';

const example = (): Record<string, string> =>
  Object.fromEntries(
    readFileSync('.env.example', 'utf8')
      .split('\n')
      .map((line) => /^([A-Z_]+)=(.*)$/.exec(line))
      .filter((match) => match !== null)
      .map((match) => [match[1]!, match[2]!.replace(/^"|"$/g, '')]),
  );

describe('configuration', () => {
  test('.env.example names just the variables of the class, with the defaults of the class', () => {
    expect(Object.keys(example()).sort()).toEqual(variableNames().sort());
    expect({ ...readConfiguration(example()) }).toEqual({ ...readConfiguration({}) });
  });

  test('every declared property has a rule, and so is read', () => {
    const declared =
      readFileSync('src/config/configuration.ts', 'utf8').match(/^ {2}[A-Z][A-Z_]+(?=\??[ :])/gm) ?? [];
    expect(declared.map((name) => name.trim()).sort()).toEqual(variableNames().sort());
  });

  test('numbers are numbers', () => {
    const read = readConfiguration({ PORT: '8080', WORKER_HEALTH_PORT: '9090' });
    expect(read.PORT).toBe(8080);
    expect(read.WORKER_HEALTH_PORT).toBe(9090);
    expect(read.DATABASE_POOL).toBe(10);
  });

  test('names everything that is wrong at once, and never a value', () => {
    const wrong = {
      PORT: '80x',
      DATABASE_URL: 'mysql://hunter2',
      QUIET_HOURS: '25:00-01:00',
      LOG_LEVEL: 'loud',
    };
    const attempt = (): unknown => readConfiguration(wrong, ['DATABASE_URL', 'TEMPORAL_ADDRESS']);
    expect(attempt).toThrow(ConfigurationError);
    try {
      attempt();
    } catch (error) {
      const { message, faults } = error as ConfigurationError;
      const named = faults.map((fault) => fault.variable).sort();
      expect(named).toEqual(['DATABASE_URL', 'LOG_LEVEL', 'PORT', 'QUIET_HOURS', 'TEMPORAL_ADDRESS']);
      expect(message).not.toMatch(/hunter2|80x|25:00/);
      expect(message).toMatch(/整数.*whole number/);
    }
  });

  test.each(['1e3', '0x10', '-1', '70000', '3.5'])('PORT=%s is refused', (PORT) => {
    expect(() => readConfiguration({ PORT })).toThrow(/PORT/);
  });

  test.each(['10.0.0.300', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', 'gateway', 'loopback,'])(
    'TRUSTED_PROXIES=%s is refused',
    (TRUSTED_PROXIES) =>
      expect(() => readConfiguration({ TRUSTED_PROXIES })).toThrow(/TRUSTED_PROXIES.*网段/),
  );

  test.each(['172.31.250.0/24,loopback', 'fd00::/8', '10.1.2.3'])('TRUSTED_PROXIES=%s is read', (list) =>
    expect(readConfiguration({ TRUSTED_PROXIES: list }).TRUSTED_PROXIES).toBe(list),
  );

  test('an empty variable is one that is not set', () => {
    expect(readConfiguration({ PORT: '', METRICS_TOKEN: ' ' }).PORT).toBe(3000);
  });

  test('secrets show neither in JSON nor in inspect', () => {
    const read = readConfiguration({
      DATABASE_URL: 'postgres://u:hunter2@h/d',
      YUSHUI_DEMO_PASSWORD: 'hunter2hunter2',
    });
    expect(JSON.stringify(read) + inspect(read)).not.toContain('hunter2');
  });
});

test('the logger hides how to get in and what people wrote', () => {
  const lines: string[] = [];
  const logger = createLogger(
    'test',
    { LOG_LEVEL: 'info', NODE_ENV: 'test' },
    { write: (line) => lines.push(line) },
  );
  logger.info(
    { req: { headers: { authorization: 'hunter2', cookie: 'hunter2' } }, password: 'hunter2' },
    'a',
  );
  logger.info(
    {
      body: { opinion: 'hunter2', items: [{ text: 'hunter2' }] },
      res: { headers: { 'set-cookie': 'hunter2' } },
    },
    'b',
  );
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toContain('hunter2');
});

import { expect, test } from 'vitest';
import { readRate } from './pgbench.ts';

const report = `transaction type: register.sql
number of transactions actually processed: 4241
number of failed transactions: 0 (0.000%)
latency average = 34.240 ms
initial connection time = 211.094 ms
tps = 638.604219 (without initial connection time)
`;

test('the rate is read from the report of pgbench', () => {
  expect(readRate(report)).toBe(638.604219);
});

test('a run with failed transactions measures nothing', () => {
  expect(() => readRate(report.replace('failed transactions: 0', 'failed transactions: 3'))).toThrow(
    '3 transactions failed',
  );
});

test('a report without a rate is an error', () => {
  expect(() => readRate('pgbench: error: connection refused')).toThrow('no rate');
});

import { beforeAll, describe, expect, test } from 'vitest';
import { accountRules } from './account-rules.ts';
import { administrationRules } from './administration-rules.ts';
import { caseFileRules } from './case-file-rules.ts';
import { deadlineRules } from './deadline-rules.ts';
import { informationRules } from './information-rules.ts';
import { letterRules } from './letter-rules.ts';
import { mailIntakeRules } from './mail-intake-rules.ts';
import { mailboxRules } from './mailbox-rules.ts';
import { callers, makeOthers, server } from './others.ts';
import { outgoingMailRules } from './outgoing-mail-rules.ts';
import { paperRules } from './paper-rules.ts';
import { partyRules } from './party-rules.ts';
import { petitionRules } from './petition-rules.ts';
import { procedureRules } from './procedure-rules.ts';
import { publicRoutes } from './public-routes.ts';
import { registryRules } from './registry-rules.ts';
import { reportRules } from './report-rules.ts';
import { everybody, type Others, type Rule } from './rule.ts';
import { scanRules } from './scan-rules.ts';
import { signatureRules } from './signature-rules.ts';
import { taskRules } from './task-rules.ts';

const rules: readonly Rule[] = [
  ...registryRules,
  ...caseFileRules,
  ...procedureRules,
  ...taskRules,
  ...deadlineRules,
  ...letterRules,
  ...mailboxRules,
  ...mailIntakeRules,
  ...outgoingMailRules,
  ...petitionRules,
  ...informationRules,
  ...partyRules,
  ...paperRules,
  ...signatureRules,
  ...scanRules,
  ...reportRules,
  ...accountRules,
  ...administrationRules,
];
let others: Others;
beforeAll(async () => {
  others = await makeOthers();
});

const split = (route: string) => route.split(' ') as ['GET' | 'POST' | 'DELETE', string];

test('every route of the API has a rule here', () => {
  const paths = server.app.swagger().paths ?? {};
  const served = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods ?? {}).map(
      (method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    ),
  );
  const api = served.filter((route) => route.includes('/api/v1/'));
  expect(api.toSorted()).toEqual([...rules.map((rule) => rule.route), ...publicRoutes].toSorted());
});

describe.each(rules)('$route', (rule) => {
  const [method, path] = split(rule.route);
  const address = () => rule.url?.(others) ?? path;

  test('asks who calls', async () => {
    const { status } = await server.inject({
      method,
      url: address(),
      ...(rule.body ? { payload: rule.body(others) } : {}),
    });
    expect(status).toBe(401);
  });

  test('refuses a token that nobody was given', async () => {
    const headers = { authorization: `Bearer ${'0'.repeat(64)}` };
    const { status } = await server.inject({
      method,
      url: address(),
      headers,
      ...(rule.body ? { payload: rule.body(others) } : {}),
    });
    // After some thirty unknown tokens in a minute the limiter answers before anybody is looked up.
    expect([401, 429]).toContain(status);
  });

  test.each(everybody)('answers as it must to: %s', async (role) => {
    const caller = callers.get(role);
    const { status } = (await caller?.request(method, address(), rule.body?.(others))) ?? { status: 0 };
    const told = rule.told?.[role];
    if (told !== undefined) expect(status).toBe(told);
    else if (rule.allowed.includes(role)) expect([200, 201, 202, 204]).toContain(status);
    else if (rule.forbidden?.includes(role)) expect(status).toBe(403);
    else expect(status).toBe(rule.refused ?? 404);
  });
});

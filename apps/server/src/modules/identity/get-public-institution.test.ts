import { expect, test } from 'vitest';
import { aClock } from '../../../test/a-clock.ts';
import {
  anAccount,
  anIdentity,
  anIdentityServer,
  identityDeps,
  operator,
} from '../../../test/an-identity.ts';
import { anOrganisation } from '../../../test/an-organisation.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { importOrganisation, noUnitFiles } from '../organisation/index.ts';
import { openAccount } from './create-account.ts';
import { setPassword } from './set-password.ts';

const read = async (deps: Parameters<typeof anIdentityServer>[0]) =>
  (await anIdentityServer(deps)).inject({ url: '/api/v1/public/institution' });

test('anybody reads the institution’s name and hours, and nothing about its accounts', async () => {
  const { deps } = await anIdentity();
  await anAccount(deps, { username: 'sabina' });
  const response = await read(deps);
  expect(response.json()).toEqual({
    ...anOrganisation().institution,
    now: '2026-06-29T06:00:00.000Z',
    demo: null,
  });
});

test('before there is an institution it says what the administrator does', async () => {
  const { db } = await aDatabase();
  const response = await read(identityDeps(db, aClock()));
  expect([response.statusCode, response.json().code]).toEqual([503, 'organisation.not-initialised']);
});

test('in the demonstration it shows the accounts that still have the public password', async () => {
  const { db } = await aDatabase();
  const deps = identityDeps(db, aClock());
  await importOrganisation(
    { ...deps, unitFiles: noUnitFiles, demonstrationPassword: 'public-demo-1' },
    anOrganisation(),
  );
  await db.transaction().execute((tx) =>
    openAccount(tx, deps, operator, {
      username: 'registrator',
      staff: 'zamfira-porumbacu',
      passwordHash: null,
      demonstration: true,
    }),
  );
  const demo = async () => (await read(deps)).json().demo;
  const account = { username: 'registrator', displayName: 'Zamfira Porumbacu', title: 'registrator' };
  expect(await demo()).toEqual({ password: 'public-demo-1', accounts: [account] });
  await importOrganisation({ ...deps, unitFiles: noUnitFiles }, anOrganisation());
  await setPassword(deps, operator, { username: 'registrator', password: 'numai a mea, lungă' });
  expect(await demo()).toEqual({ password: 'public-demo-1', accounts: [] });
});

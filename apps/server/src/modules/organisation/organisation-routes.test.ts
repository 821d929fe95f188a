import { expect, test } from 'vitest';
import { anAccount, anIdentity, anIdentityServer, signedIn } from '../../../test/an-identity.ts';
import { organisationRoutes } from './organisation-routes.ts';

const { deps } = await anIdentity();
const app = await anIdentityServer(deps, (server) => organisationRoutes(server, deps));
await anAccount(deps, { username: 'oricine' });
const paths = ['units', 'offices', 'categories', 'nomenclature'];

test('whoever is signed in reads the structure, with the fields of the contract and no others', async () => {
  const cookie = await signedIn(app, 'oricine');
  const lists = await Promise.all(
    paths.map(
      async (path) => (await app.inject({ url: `/api/v1/${path}`, headers: { cookie } })).json().items,
    ),
  );
  expect(lists.map((items) => items[0])).toEqual([
    {
      id: expect.any(String),
      code: 'primar',
      name: 'Primar',
      shortName: 'Primar',
      parentId: null,
      depth: 0,
    },
    {
      id: expect.any(String),
      code: 'sediu',
      name: 'Sediul central',
      address: 'Str. Bisericii nr. 1, Valea Mică',
    },
    {
      code: 'petitie',
      name: 'Petiție',
      unitCode: 'juridic',
      subRegister: 'petitii',
      nomenclatureCode: 'I-01',
    },
    { code: 'I-01', title: 'Corespondență' },
  ]);
});

test('nobody else does', async () => {
  for (const path of paths) expect((await app.inject({ url: `/api/v1/${path}` })).statusCode).toBe(401);
});

import { beforeAll, describe, expect, test } from 'vitest';
import { publicRoutes } from '../access/public-routes.ts';
import type { Others, Rule } from '../access/rule.ts';
import { aGridWorld, pastYear, toOthers } from './a-grid-world.ts';
import { needs } from './needs.ts';
import { readCommands } from './read-commands.ts';
import { everyone, type Who } from './who.ts';

type World = Awaited<ReturnType<typeof aGridWorld>>;
type Commands = Pick<Rule, 'url' | 'body'>;

// Where the rule of the matrix spends what it finds, or names what the grid does not have.
const otherwise: Readonly<Record<string, Commands>> = {
  'POST /api/v1/registers/:code/books/:year/closing': {
    url: () => `/api/v1/registers/general/books/${pastYear}/closing`,
    body: () => ({ requestId: crypto.randomUUID(), hash: '0'.repeat(64) }),
  },
};

/** What each answer looks like from outside: `may` is told about what was sent, not refused. */
const isRefusal = (status: number) => status === 401 || status === 403 || status === 404;

/** Every route that changes something × every role × every place: the cells that `picks` names. */
export function tryGrid(picks: (route: number, cell: number) => boolean) {
  let world: World;
  let others: Others;
  let commands: Awaited<ReturnType<typeof readCommands>>;
  beforeAll(async () => {
    commands = await readCommands();
    world = await aGridWorld();
    others = toOthers(world.things, world.standing);
  });

  test('every route that changes something has its need here, and nothing else has', () => {
    const paths = world.server.app.swagger().paths ?? {};
    const served = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods ?? {}).map(
        (method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    const changing = served.filter(
      (route) => route.includes('/api/v1/') && !route.startsWith('GET ') && !publicRoutes.includes(route),
    );
    expect(changing.filter((route) => !needs.has(route)).join(), 'without a need').toBe('');
    expect([...needs.keys()].filter((route) => !changing.includes(route)).join(), 'without a route').toBe('');
  });

  const cells = [...needs].flatMap(([route, need], at) => {
    const who = everyone.filter((_, cell) => picks(at, cell));
    return who.length === 0 ? [] : [{ route, need, who }];
  });

  describe.each(cells)('$route', ({ route, need, who }) => {
    test.each(who.map((each) => [each.name, need(each), each] as const))(
      '%s: %s',
      async (_, expected, each) => {
        const { status, body } = await call(route, each);
        const seen = `${route} as ${each.name} → ${status} ${JSON.stringify(body)?.slice(0, 300)}`;
        expect(status, seen).toBeLessThan(500);
        if (expected === 'may') expect(isRefusal(status), seen).toBe(false);
        else if (expected === 'missing') expect(status, seen).toBe(404);
        else expect(status, seen).toBe(expected);
      },
    );
  });

  async function call(route: string, who: Who) {
    const [method, path = ''] = route.split(' ');
    const command = otherwise[route] ?? commands.get(route);
    await world.things.ready();
    const url = command?.url?.(others) ?? path;
    const caller = world.callers[everyone.indexOf(who)];
    const answer = await caller?.request(method as 'POST' | 'DELETE', url, command?.body?.(others));
    if ((answer?.status ?? 0) < 300) world.things.spend();
    return answer ?? { status: 0, body: undefined };
  }
}

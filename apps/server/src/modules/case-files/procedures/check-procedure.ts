import {
  type DeadlineRule,
  type Direction,
  type ErrorCode,
  type FieldError,
  generalProcedure,
  type ProcedureDeclaration,
} from '@opis/contracts';

/** What of the institution a declaration may name. */
export type KnownNames = {
  /** Those in force today. */
  readonly rules: ReadonlyMap<string, Pick<DeadlineRule, 'value' | 'unit' | 'extensionCap'>>;
  readonly units: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
  readonly nomenclature: ReadonlySet<string>;
  readonly registers: ReadonlySet<string>;
  readonly subRegisters: ReadonlySet<string>;
  /** Codes of the templates of letters. */
  readonly templates: ReadonlySet<string>;
};

/** What a declaration is compared with: the newest of the others, and what was declared under its code. */
export type Declared = {
  readonly others: readonly ProcedureDeclaration[];
  /** Its versions until now, newest first. */
  readonly before: readonly ProcedureDeclaration[];
  /** Fields that have a value in an open file of it. */
  readonly filled: ReadonlySet<string>;
};

/** What keeps a declaration from being declared here, each with its path. */
export function procedureIssues(
  declaration: ProcedureDeclaration,
  known: KnownNames,
  declared: Declared,
): FieldError[] {
  return [
    ...unknownNames(declaration, known, declared.before[0]),
    ...(declaration.active ? takenChoices(declaration, declared.others) : []),
    ...changedKinds(declaration, declared),
    ...routeIssues(declaration),
    ...(declaration.tacitApproval === 'yes' ? tacitIssues(declaration, known) : []),
    ...(declaration.code === generalProcedure ? generalIssues(declaration) : []),
  ];
}

const directions: readonly Direction[] = ['in', 'internal', 'ex-officio'];

function unknownNames(
  declaration: ProcedureDeclaration,
  known: KnownNames,
  before: ProcedureDeclaration | undefined,
): FieldError[] {
  const { terms, route, retention, register, subRegister, answer } = declaration;
  const missing = (path: string, code: ErrorCode, there: boolean) => (there ? [] : [{ path, code }]);
  // What it named before may be gone since: that is no reason to refuse the rest.
  const eachOf = (list: 'categories' | 'forSubRegisters', names: ReadonlySet<string>, code: ErrorCode) =>
    declaration[list].flatMap((name, at) =>
      missing(`${list}.${at}`, code, names.has(name) || (before?.[list].includes(name) ?? false)),
    );
  return [
    ...terms.flatMap(({ rule }, at) =>
      missing(`terms.${at}.rule`, 'procedure.rule-unknown', known.rules.has(rule)),
    ),
    ...route.flatMap(({ to }, at) =>
      'unit' in to ? missing(`route.${at}.to.unit`, 'procedure.unit-unknown', known.units.has(to.unit)) : [],
    ),
    ...(answer?.templates ?? []).flatMap((code, at) =>
      missing(
        `answer.templates.${at}`,
        'procedure.template-unknown',
        known.templates.has(code) || (before?.answer?.templates.includes(code) ?? false),
      ),
    ),
    ...eachOf('categories', known.categories, 'procedure.category-unknown'),
    ...eachOf('forSubRegisters', known.subRegisters, 'procedure.register-unknown'),
    ...missing(
      'register',
      'procedure.register-unknown',
      register === undefined || known.registers.has(register),
    ),
    ...missing(
      'subRegister',
      'procedure.register-unknown',
      subRegister === undefined || known.subRegisters.has(subRegister) || before?.subRegister === subRegister,
    ),
    ...missing(
      'retention.nomenclature',
      'procedure.nomenclature-unknown',
      retention.nomenclature === undefined || known.nomenclature.has(retention.nomenclature),
    ),
  ];
}

const choices = {
  categories: 'procedure.category-taken',
  forSubRegisters: 'procedure.sub-register-taken',
  defaultFor: 'procedure.default-taken',
} as const;

function takenChoices(
  declaration: ProcedureDeclaration,
  others: readonly ProcedureDeclaration[],
): FieldError[] {
  const active = others.filter((other) => other.active && other.code !== declaration.code);
  return Object.entries(choices).flatMap(([list, code]) => {
    const own: readonly string[] = declaration[list as keyof typeof choices];
    const taken = new Set(active.flatMap((other): readonly string[] => other[list as keyof typeof choices]));
    return own.flatMap((name, at) => (taken.has(name) ? [{ path: `${list}.${at}`, code }] : []));
  });
}

// Files keep their version, but lists and reports read one name across versions: it must stay one kind of thing.
function changedKinds({ fields }: ProcedureDeclaration, { before, filled }: Declared): FieldError[] {
  return fields.flatMap(({ name, kind }, at) => {
    const other = before.some((version) =>
      version.fields.some((field) => field.name === name && field.kind !== kind),
    );
    return other && filled.has(name)
      ? [{ path: `fields.${at}.kind`, code: 'procedure.field-changed-kind' as const }]
      : [];
  });
}

// Here and not in the schema: what was declared before is read by that, and stays as it is.
function routeIssues({ route }: ProcedureDeclaration): FieldError[] {
  const signs = (at: number) => route[at]?.kind === 'signature';
  const first = route.findIndex(({ kind }) => kind === 'signature');
  return route.flatMap((step, at): FieldError[] => {
    const late = first >= 0 && at > first && (!signs(at) || at > first + 1);
    if (late) return [{ path: `route.${at}.kind`, code: 'procedure.route-signatures' }];
    if (step.together && signs(at) && !signs(at - 1))
      return [{ path: `route.${at}.together`, code: 'procedure.route-signatures' }];
    if (signs(at) && !('leads' in step.to))
      return [{ path: `route.${at}.to`, code: 'procedure.route-signatures' }];
    // PET-03: nothing is asked of another unit without the day by which it is to come back.
    const undated = step.kind === 'clarification' && step.withinDays === undefined;
    return undated ? [{ path: `route.${at}.withinDays`, code: 'case-task.due-date-required' }] : [];
  });
}

// OUG 27/2003 art. 6 (4) and (5): telling of irregularities makes the term longer by ten days, of a short one by five.
function tacitIssues({ terms }: ProcedureDeclaration, { rules }: KnownNames): FieldError[] {
  return terms.flatMap(({ rule: id, role }, at) => {
    const rule = rules.get(id);
    if (role !== 'answer' || rule === undefined) return [];
    const fits = rule.unit === 'days' && rule.extensionCap >= (rule.value > 15 ? 10 : 5);
    return fits ? [] : [{ path: `terms.${at}.rule`, code: 'procedure.tacit-rule' as const }];
  });
}

function generalIssues(declaration: ProcedureDeclaration): FieldError[] {
  const code = 'procedure.general-fixed' as const;
  const wrong = {
    active: !declaration.active,
    directions: directions.some((direction) => !declaration.directions.includes(direction)),
    register: declaration.register !== undefined,
    categories: declaration.categories.length > 0,
    forSubRegisters: declaration.forSubRegisters.length > 0,
    defaultFor: declaration.defaultFor.length > 0,
  };
  return Object.entries(wrong).flatMap(([path, is]) => (is ? [{ path, code }] : []));
}

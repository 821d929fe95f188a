import { useText } from '../../parts/text.tsx';
import { rowSpecs } from './row-specs.ts';
import { RowTable } from './row-table.tsx';

/** Kinds of documents, as the registrar picks them. */
export function CategoriesPage() {
  const t = useText();
  return (
    <RowTable
      spec={rowSpecs.categories}
      title={t('admin.tab.categories')}
      body={t('admin.categories-body')}
    />
  );
}

/** The files that the institution keeps, each with its term. */
export function NomenclaturePage() {
  const t = useText();
  return (
    <RowTable
      spec={rowSpecs.nomenclature}
      title={t('admin.tab.nomenclature')}
      body={t('admin.nomenclature-body')}
    />
  );
}

/** Where the institution works and receives papers. */
export function OfficesPage() {
  const t = useText();
  return <RowTable spec={rowSpecs.offices} title={t('admin.tab.offices')} />;
}

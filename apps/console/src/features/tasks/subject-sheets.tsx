import type { CaseTask, TaskSubjectType } from '@opis/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { readCaseFile } from '../../api/read-case-file.ts';
import { FailureState } from '../../parts/problem-view.tsx';
import { PaperPreview } from '../case-file/paper-preview.tsx';
import { LetterChecks, LetterSheet } from '../letters/letter-sheet.tsx';
import { caseFileKeys } from '../works/keep-case-file.ts';

/** How what is endorsed or signed is shown: its sheet, and what is checked about it beside the circuit. */
export type SubjectSheet = {
  Sheet: (props: { task: CaseTask }) => ReactNode;
  /** Checks, versions: drawn under the circuit. */
  Aside?: (props: { task: CaseTask }) => ReactNode;
};

/** One sheet for each kind of thing that may be asked about: whoever brings another kind adds its own here. */
export const subjectSheets: Readonly<Record<TaskSubjectType, SubjectSheet>> = {
  'case-file': { Sheet: FileSheet },
  document: { Sheet: FileSheet },
  'letter-version': { Sheet: LetterSheet, Aside: LetterChecks },
};

/** The papers of the file; of a document, its own pages alone. */
function FileSheet({ task }: { task: CaseTask }) {
  const { data, error, refetch } = useQuery({
    queryKey: caseFileKeys.detail(task.file.id),
    queryFn: ({ signal }) => readCaseFile(task.file.id, signal),
    staleTime: 30_000,
  });
  if (error) return <FailureState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <div className="paper-desk" />;
  const { subject } = task;
  const items =
    subject.type === 'document'
      ? data.items.filter(({ file }) => file?.documentId === subject.id)
      : data.items;
  return <PaperPreview key={subject.id} row={data} items={items} />;
}

import { Icon } from '@opis/ui';
import { useQuery } from '@tanstack/react-query';
import { readPaper } from '../../api/papers.ts';
import { PaperPlace } from './paper-place.tsx';

/** Where the paper of a file is, once it has left the registry. */
export function FilePaper({ fileId }: { fileId: string }) {
  const { data } = useQuery({
    queryKey: ['case-files', 'paper', fileId],
    queryFn: ({ signal }) => readPaper(fileId, signal),
    staleTime: 30_000,
  });
  if (!data || (data.holder === null && data.onItsWay === null)) return null;
  return (
    <span className="line">
      <Icon name="paper" />
      <PaperPlace paper={data} />
    </span>
  );
}

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type RouterHistory, RouterProvider } from '@tanstack/react-router';
import { useState } from 'react';
import { NoAnswerError } from '../api/http.ts';
import { Texts } from '../parts/text.tsx';
import { openRouter } from './router.tsx';

/** The whole console; in the browser's own address bar unless told otherwise. */
export function App({ history }: { history?: RouterHistory }) {
  const [queries] = useState(openQueries);
  const [router] = useState(() => openRouter(history));
  return (
    <Texts>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Texts>
  );
}

/** Reading again without being asked leaves access records behind: only what has a reason is read again. */
function openQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (failures, error) => error instanceof NoAnswerError && failures < 2,
      },
      mutations: { networkMode: 'always' },
    },
  });
}

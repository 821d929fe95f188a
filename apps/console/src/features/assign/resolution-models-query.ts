import { listResolutionModels } from '../../api/resolution-models.ts';

/** One's own kept resolutions and those of one's units. */
export const resolutionModelsQuery = {
  queryKey: ['resolution-models'],
  queryFn: listResolutionModels,
  staleTime: 60_000,
};

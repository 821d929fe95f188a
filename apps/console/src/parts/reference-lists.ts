import { useQuery } from '@tanstack/react-query';
import { listCategories } from '../api/list-categories.ts';
import { listNomenclature } from '../api/list-nomenclature.ts';
import { listRegisters } from '../api/list-registers.ts';
import { listUnits } from '../api/list-units.ts';

/** Lists that change a few times a year are read once a session. */
const lasting = { staleTime: 3_600_000 };

export function useUnits() {
  return useQuery({ queryKey: ['units'], queryFn: listUnits, ...lasting }).data?.items ?? [];
}

export function useCategories() {
  return useQuery({ queryKey: ['categories'], queryFn: listCategories, ...lasting }).data?.items ?? [];
}

export function useNomenclature() {
  return useQuery({ queryKey: ['nomenclature'], queryFn: listNomenclature, ...lasting }).data?.items ?? [];
}

export const registersQuery = { queryKey: ['registers'], queryFn: listRegisters, ...lasting };

export function useRegisters() {
  return useQuery(registersQuery);
}

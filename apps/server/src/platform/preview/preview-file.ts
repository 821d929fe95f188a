/** The neighbouring program: TypeScript as it stands in the repository, JavaScript once built. */
export function previewFile(name: string): URL {
  return new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
}

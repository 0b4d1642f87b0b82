/** Have the browser keep a file under this name, where it keeps what is downloaded. */
export function saveFile(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: the browser has to have begun to read it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

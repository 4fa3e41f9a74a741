/* recorder.sh for Windows: the words come as the C library of Windows reads them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

int main(void) {
  int count, n = 1;
  wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &count);
  char folder[MAX_PATH], file[MAX_PATH + 20], word[65536];
  FILE *out;
  /* Who asks for its account is told it and leaves no words. */
  if (count > 1 && !wcscmp(words[1], L"sts")) {
    if (!GetEnvironmentVariableA("REPLAY_ACCOUNT", word, sizeof word)) strcpy(word, "123456789012");
    puts(word);
    return 0;
  }
  GetEnvironmentVariableA("REPLAY_RECORD", folder, sizeof folder);
  do {
    snprintf(file, sizeof file, "%s\\%d", folder, n++);
  } while (GetFileAttributesA(file) != INVALID_FILE_ATTRIBUTES);
  n--;
  /* The call $REPLAY_NEW fails $REPLAY_TIMES times as AWS does that does not know a new id yet. */
  if (GetEnvironmentVariableA("REPLAY_NEW", word, sizeof word) && atoi(word) == n) {
    int tries = 0, times = 0;
    if (GetEnvironmentVariableA("REPLAY_TIMES", word, sizeof word)) times = atoi(word);
    do {
      snprintf(file, sizeof file, "%s.tries%d", folder, tries++);
    } while (GetFileAttributesA(file) != INVALID_FILE_ATTRIBUTES);
    if (tries <= times) {
      out = fopen(file, "wb");
      if (!out) return 9;
      fclose(out);
      fputs("An error occurred (DoesNotExistException) when calling the operation: not there\n", stderr);
      return 254;
    }
    snprintf(file, sizeof file, "%s\\%d", folder, n);
  }
  out = fopen(file, "wb");
  if (!out) return 9;
  for (int i = 1; i < count; i++) {
    int size = WideCharToMultiByte(CP_UTF8, 0, words[i], -1, word, sizeof word, NULL, NULL);
    fwrite(word, 1, size, out);
  }
  fclose(out);
  if (GetEnvironmentVariableA("REPLAY_FAIL", word, sizeof word) && atoi(word) == n) return 255;
  if (count > 2 && !wcscmp(words[2], L"create-maintenance-window"))
    printf("mw-%017llx\n", 0xC0FFEE0000000ull + n);
  else if (count > 2 && !wcsncmp(words[2], L"register-", 9))
    printf("%08x-4b1d-4c0d-8aaa-%012x\n", 0x5EED0000 + n, n);
  return 0;
}

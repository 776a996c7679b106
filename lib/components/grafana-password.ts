/** Of 18 random bytes base64 makes 24 characters, and a line break. */
const randomBytes = 18;
const characters = 24;

/**
 * A shell script that writes a random password into a file, unless it has one. It fails where it cannot: Grafana takes an empty file for no
 * password, and would then be open to admin with the password admin. The file is moved into place when it is whole. Of a volume that
 * Kubernetes gives to a group, it takes the file back for its owner.
 */
export const passwordScript = (file: string): string =>
  [
    'umask 077',
    `if [ ! -s ${file} ]`,
    `then head -c ${randomBytes} /dev/urandom | base64 > ${file}.new`,
    `[ "$(wc -c < ${file}.new)" -ge ${characters} ]`,
    `mv ${file}.new ${file}`,
    'fi',
    `chmod 600 ${file}`,
    `[ -s ${file} ]`,
  ].join('; ');

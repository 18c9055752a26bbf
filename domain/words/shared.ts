/** Words that both the office and the phone use. The phone loads these and not the words of the office. */

/** What a screen says when it has nothing to show or has failed. */
export const stateWords = {
  loading: 'Cargando',
  offlineTitle: 'No hay conexión',
  offlineBody: 'No pudimos llegar al servidor. Revise su conexión; volveremos a intentar apenas regrese.',
  errorTitle: 'Algo falló',
  notFoundTitle: 'No encontramos esta página',
  notFoundBody: 'Puede que el enlace esté incompleto, o que lo que busca no esté entre lo que usted puede ver.',
  noPermissionTitle: 'Su rol no abre esta pantalla',
  noPermissionBody: 'Si la necesita para su trabajo, pida el rol a la administración de su unidad.',
  toHome: 'Ir al inicio',
  retry: 'Volver a intentar',
} as const;

/** The level to which a record has been checked. */
export const levelWords: Readonly<Record<0 | 1 | 2 | 3, string>> = {
  0: 'Observado',
  1: 'Registrado',
  2: 'Verificado',
  3: 'Validado',
};

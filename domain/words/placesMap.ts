const number = (n: number): string => n.toLocaleString('es-BO');

/** Words of the map of any list. */
export const placesMapWords = {
  look: 'Cómo verlos',
  asList: 'Lista',
  asMap: 'Mapa',
  shown: (shown: number, total: number, many: string) => `Se muestran ${number(shown)} de ${number(total)} ${many}.`,
  without: (n: number) => `${number(n)} sin lugar: ${n === 1 ? 'está' : 'están'} en la lista.`,
  cut: (most: number) =>
    `El mapa dibuja ${number(most)} a la vez, los primeros de la lista. Use los filtros para ver los demás.`,
  none: 'Ninguno de estos tiene un lugar que se pueda dibujar.',
  waiting: 'Hay alguno que espera algo',
  settled: 'Nada espera',
  how: 'Cada círculo es un municipio o el lugar de una alianza, no el sitio exacto. El número dice cuántos hay.',
  together: (n: number) => `${number(n)} en lugares cercanos: toque para acercar`,
  at: (place: string, n: number) => `${place}: ${number(n)}`,
  places: 'Lugares, en lista',
  place: 'Lugar',
  count: 'Cuántos',
  chosen: 'Elegido en el mapa',
  close: 'Cerrar',
  more: (n: number) => `y ${number(n)} más`,
  unavailable: 'Este navegador no puede dibujar el mapa. La lista de lugares dice lo mismo.',
  failed: 'No se pudo traer el dibujo de los municipios; el mapa muestra un punto por municipio.',
} as const;

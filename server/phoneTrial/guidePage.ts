/** The page that a phone opens first, over plain HTTP: it tells what to do before SIGG can work on the phone. */
export function guidePage(appAddress: string): string {
  return `<!doctype html><html lang="es-BO"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>SIGG en su teléfono</title>
<style>
:root{color-scheme:light dark}
body{
  font:1.05rem/1.55 system-ui,sans-serif;max-width:34rem;margin:0 auto;padding:1.2rem;
  background:light-dark(#f6f4ef,#15181a);color:light-dark(#1d1a16,#f0ece5)}
h1{font-size:1.5rem;line-height:1.2}
li{margin:.9rem 0}
a.button{
  display:block;text-align:center;background:light-dark(#0a5569,#74c8de);color:light-dark(#fff,#06252d);padding:.9rem;
  border-radius:.6rem;text-decoration:none;font-weight:700;margin:.5rem 0}
small{color:light-dark(#55493c,#c3bbb0)}
</style></head><body>
<h1>SIGG en su teléfono, para probar</h1>
<p>La aplicación guarda sin señal, usa la cámara y el GPS. El teléfono solo lo permite con una dirección segura (https),
  y para eso tiene que confiar en esta computadora.</p>
<ol>
<li><strong>Descargue el certificado de prueba.</strong><a class="button" href="/autoridad.crt">Descargar certificado</a></li>
<li><strong>Instálelo.</strong> En Ajustes busque «certificado», elija <em>Instalar un certificado</em> →
  <em>Certificado de CA</em> y abra el archivo descargado. <small>Al terminar la prueba puede quitarlo en el mismo
  lugar.</small></li>
<li><strong>Abra SIGG.</strong><a class="button" href="${appAddress}">Abrir la aplicación</a><small>${appAddress}</small></li>
<li>En el menú del navegador elija <em>Agregar a la pantalla principal</em>.</li>
</ol></body></html>`;
}

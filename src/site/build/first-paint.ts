/**
 * Runs in the head before anything is painted: the reader's theme and the remembered widths, so that nothing jumps.
 * The server admits it by its hash, so it must stay one constant text.
 */
export const firstPaint = [
  '(()=>{const r=document.documentElement,g=k=>{try{return localStorage.getItem("spanwise."+k)}catch{return null}};',
  'const t=g("theme");r.dataset.theme=t==="dark"||t==="light"?t:matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";',
  'const w=Number(g("bench.width"));if(w>=320&&w<=2000)r.style.setProperty("--bench",w+"px");',
  'for(const k of["bench","rail"]){const v=g(k+".fold");if(v==="folded"||v==="open")r.dataset[k]=v}',
  'r.dataset.script="on"})()',
].join('');

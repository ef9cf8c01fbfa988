// The browser's part of a stage: it draws what the kernel computed, and sends back where the handle was put.
// No mathematics happens here.  All points arrive as pixels of the backdrop.
(function (id) {
  const SPEED = 4.0; // seconds from the start to the end of a race
  const find = (name) => document.querySelector("." + id + "-" + name);

  function begin() {
    const canvas = find("canvas"), send = find("send"), receive = find("receive");
    const input = send && send.querySelector("input");
    if (!canvas || !input || !receive || !receive.textContent.trim()) return setTimeout(begin, 50);
    if (canvas.dataset.begun) return;
    canvas.dataset.begun = "yes";
    run(canvas, input, receive);
  }

  function run(canvas, input, receive) {
    const pen = canvas.getContext("2d"), backdrop = new Image(), calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const stats = (canvas.stats = { frames: 0, sent: 0, delays: [] });
    let scene = null, handle = null, began = calm ? -1e9 : performance.now(), later = 0, waiting = 0, wanted = null, shown = "";

    // What the kernel says -----------------------------------------------------------------------
    function take() {
      const text = receive.textContent;
      if (!text.trim() || text === shown) return;
      shown = text;
      const before = scene;
      scene = JSON.parse(text);
      if (scene.backdrop) backdrop.src = scene.backdrop;
      else scene.backdrop = before && before.backdrop;
      if (waiting) stats.delays.push(performance.now() - waiting);
      waiting = 0;
      if (wanted) { ask(wanted); } else { handle = scene.handle.slice(); }
      if (before) scene.replay && !calm ? replay() : settle();
      find("table").innerHTML = scene.table;
      find("words").textContent = scene.words;
    }

    function replay() {
      clearTimeout(later);
      began = performance.now();
    }
    // While the handle moves, whole tracks are shown; the race begins when it has come to rest.
    function settle() {
      began = -1e9;
      clearTimeout(later);
      if (!calm) later = setTimeout(replay, 700);
    }

    // What the reader does -----------------------------------------------------------------------
    function ask(point) {
      wanted = point;
      if (waiting) return; // one question at a time: of those that pile up only the last is asked
      wanted = null;
      waiting = performance.now();
      stats.sent += 1;
      input.value = JSON.stringify({ point: point, n: stats.sent });
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
    function move(x, y) {
      const [left, top, right, bottom] = scene.room;
      handle = [Math.min(right, Math.max(left, x)), Math.min(bottom, Math.max(top, y))];
      ask(handle);
    }
    function place(event) {
      const box = canvas.getBoundingClientRect();
      return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
    }
    canvas.addEventListener("pointerdown", (event) => {
      const [x, y] = place(event), [left, top, right, bottom] = scene.room;
      if (x < left || x > right || y < top || y > bottom) return;
      canvas.setPointerCapture(event.pointerId);
      canvas.focus();
      move(x, y);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (canvas.hasPointerCapture(event.pointerId)) move(...place(event));
    });
    canvas.addEventListener("keydown", (event) => {
      const step = event.shiftKey ? 1 : 8;
      const way = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
      if (event.key === " ") { replay(); } else if (way) { move(handle[0] + way[0], handle[1] + way[1]); } else { return; }
      event.preventDefault();
      event.stopPropagation(); // the arrow keys would move the notebook's cell too
    });
    find("replay").addEventListener("click", replay);
    new MutationObserver(take).observe(receive, { childList: true, characterData: true, subtree: true });

    // The picture --------------------------------------------------------------------------------
    function drawTrack(track, now) {
      const ahead = now < 1 ? track.times.findIndex((t) => t > now) : -1;
      const seen = ahead < 0 ? track.points.length : Math.max(1, ahead);
      pen.strokeStyle = pen.fillStyle = track.colour;
      pen.lineWidth = 1.6;
      pen.setLineDash(track.dash);
      pen.beginPath();
      for (let k = 0; k < seen; k++) pen.lineTo(track.points[k][0], track.points[k][1]);
      pen.stroke();
      pen.setLineDash([]);
      if (track.mark) drawMark(track.mark, track.points[seen - 1]);
    }
    function drawMark(mark, [x, y]) {
      pen.font = "bold 11px sans-serif";
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      const wide = pen.measureText(mark).width / 2 + 3;
      pen.fillRect(x - wide, y - 7, 2 * wide, 14);
      const colour = pen.fillStyle;
      pen.fillStyle = "white";
      pen.fillText(mark, x, y + 0.5);
      pen.fillStyle = colour;
    }
    function frame() {
      if (!canvas.isConnected) return;
      if (scene && canvas.offsetParent !== null) {
        const now = Math.min(1, (performance.now() - began) / (1000 * SPEED));
        pen.clearRect(0, 0, canvas.width, canvas.height);
        if (backdrop.complete && backdrop.naturalWidth) pen.drawImage(backdrop, 0, 0, canvas.width, canvas.height);
        for (const track of scene.tracks) {
          pen.save();
          const [left, top, right, bottom] = track.room;
          pen.beginPath();
          pen.rect(left, top, right - left, bottom - top);
          pen.clip();
          drawTrack(track, now);
          pen.restore();
        }
        pen.beginPath();
        pen.arc(handle[0], handle[1], 8, 0, 7);
        pen.fillStyle = "white";
        pen.strokeStyle = "black";
        pen.lineWidth = document.activeElement === canvas ? 4 : 2;
        pen.fill();
        pen.stroke();
        stats.frames += 1;
      }
      requestAnimationFrame(frame);
    }
    take();
    frame();
  }
  begin();
})("STAGE");

const wanted: MediaTrackConstraints = {
  width: { ideal: 640 },
  height: { ideal: 480 },
  frameRate: { ideal: 30 },
}

/** What the browser is asked for: a small picture, and no sound. */
export function constraintsFor(preferred: string | null): MediaStreamConstraints {
  return {
    video: { ...wanted, ...(preferred === null ? { facingMode: 'user' } : { deviceId: { exact: preferred } }) },
    audio: false,
  }
}

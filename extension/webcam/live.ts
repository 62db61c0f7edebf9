/** Set on a video element while it shows the camera. */
export const live = 'data-live'

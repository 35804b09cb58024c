//! Drawing into memory instead of a window: the toolkit's frames on a texture of any size.

use std::{num::NonZeroU64, sync::mpsc, time::Duration};

use egui::{Color32, Context, FullOutput, RawInput, Rect, Ui, Vec2};
use egui_wgpu::{RenderState, RendererOptions, ScreenDescriptor, WgpuConfiguration, wgpu};
use image::RgbaImage;

use crate::app::graphics;

/// Longest that one picture may take on the graphics device.
const DEVICE_TIMEOUT: Duration = Duration::from_secs(20);

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum OffscreenError {
    /// No graphics driver, not even a software one.
    #[error(
        "no graphics driver was found ({0}); install a Vulkan driver, for instance Debian's package mesa-vulkan-drivers, which also draws in software"
    )]
    NoDriver(String),
    /// The device failed while drawing.
    #[error("the graphics driver failed while drawing ({0})")]
    Device(String),
    /// Larger than the device can draw.
    #[error("a picture of {width} x {height} pixels is larger than this graphics driver can draw ({limit} a side)")]
    TooLarge {
        /// Width asked for.
        width: u32,
        /// Height asked for.
        height: u32,
        /// Largest side.
        limit: u32,
    },
    /// The panels never came to rest.
    #[error("the picture was still changing after {0} frames")]
    Unfinished(u32),
}

/// A toolkit context with a graphics device of its own and no window.
pub struct Offscreen {
    /// The toolkit's context.
    pub ctx: Context,
    /// The graphics device.
    pub state: RenderState,
    /// What a picture is cleared with.
    pub background: Color32,
    time: f64,
}

impl Offscreen {
    /// Opens a graphics device; a software one is good enough.
    ///
    /// # Errors
    /// When no driver is found.
    pub fn new() -> Result<Self, OffscreenError> {
        let mut failed = String::new();
        for backends in graphics::attempts() {
            let setup = graphics::setup(backends);
            let instance = pollster::block_on(setup.new_instance());
            let config = WgpuConfiguration { wgpu_setup: setup, ..Default::default() };
            match pollster::block_on(RenderState::create(&config, &instance, None, RendererOptions::PREDICTABLE)) {
                Ok(state) => return Ok(Self { ctx: Context::default(), state, background: Color32::TRANSPARENT, time: 0.0 }),
                Err(error) => failed = error.to_string(),
            }
        }
        Err(OffscreenError::NoDriver(failed))
    }

    /// Draws frames until `complete` says that nothing is missing and nothing moves any more, and
    /// returns the last one. `size` is in pixels, `scale` in pixels per point.
    ///
    /// # Errors
    /// When the device fails, the size is too large, or the frames never come to rest.
    pub fn draw(
        &mut self,
        size: [u32; 2],
        scale: f32,
        mut frame: impl FnMut(&mut Ui),
        mut complete: impl FnMut() -> bool,
    ) -> Result<RgbaImage, OffscreenError> {
        const MOST_FRAMES: u32 = 600;
        let [width, height] = size;
        let limit = self.state.device.limits().max_texture_dimension_2d;
        if width > limit || height > limit || width == 0 || height == 0 {
            return Err(OffscreenError::TooLarge { width, height, limit });
        }
        let mut at_rest = 0;
        for _ in 0..MOST_FRAMES {
            let mut output = self.step(size, scale, &mut frame);
            self.load_textures(&mut output);
            let quiet = output.viewport_output.values().all(|v| v.repaint_delay > Duration::from_millis(500));
            at_rest = if quiet && complete() { at_rest + 1 } else { 0 };
            // Two quiet frames in a row: sizes that depend on the frame before have settled.
            if at_rest >= 2 {
                let picture = self.paint(&output, size, scale);
                self.free_textures(&mut output);
                return picture;
            }
            self.free_textures(&mut output);
        }
        Err(OffscreenError::Unfinished(MOST_FRAMES))
    }

    fn step(&mut self, size: [u32; 2], scale: f32, frame: &mut impl FnMut(&mut Ui)) -> FullOutput {
        let [width, height] = size;
        let points = Vec2::new(width as f32, height as f32) / scale;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(egui::Pos2::ZERO, points)),
            // A clock of its own: the same input gives the same picture.
            time: Some(self.time),
            predicted_dt: 1.0 / 60.0,
            focused: false,
            ..Default::default()
        };
        self.time += 1.0 / 60.0;
        if let Some(viewport) = input.viewports.get_mut(&input.viewport_id) {
            viewport.native_pixels_per_point = Some(scale);
        }
        self.ctx.set_pixels_per_point(scale);
        self.ctx.run_ui(input, |ui| frame(ui))
    }

    fn load_textures(&self, output: &mut FullOutput) {
        let mut renderer = self.state.renderer.write();
        let mut set: Vec<_> = output.textures_delta.set.drain().collect();
        set.sort_by_key(|(id, _)| *id);
        for (id, deltas) in set {
            for delta in deltas {
                renderer.update_texture(&self.state.device, &self.state.queue, id, &delta);
            }
        }
    }

    fn free_textures(&self, output: &mut FullOutput) {
        let mut renderer = self.state.renderer.write();
        let mut free: Vec<_> = output.textures_delta.free.drain().collect();
        free.sort();
        for id in free {
            renderer.free_texture(&id);
        }
    }

    fn paint(&mut self, output: &FullOutput, size: [u32; 2], scale: f32) -> Result<RgbaImage, OffscreenError> {
        let primitives = self.ctx.tessellate(output.shapes.clone(), scale);
        let screen = ScreenDescriptor { pixels_per_point: scale, size_in_pixels: size };
        let [width, height] = size;
        let device = &self.state.device;
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("picture"),
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: self.state.target_format,
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::COPY_SRC,
            view_formats: &[],
        });
        let mut encoder = device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        let [r, g, b, a] = self.background.to_normalized_gamma_f32().map(f64::from);
        let clear = wgpu::LoadOp::Clear(wgpu::Color { r, g, b, a });
        let mut renderer = self.state.renderer.write();
        let mut buffers = renderer.update_buffers(device, &self.state.queue, &mut encoder, &primitives, &screen);
        {
            let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
            let mut pass = encoder
                .begin_render_pass(&wgpu::RenderPassDescriptor {
                    color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                        view: &view,
                        resolve_target: None,
                        ops: wgpu::Operations { load: clear, store: wgpu::StoreOp::Store },
                        depth_slice: None,
                    })],
                    ..Default::default()
                })
                .forget_lifetime();
            renderer.render(&mut pass, &primitives, &screen);
        }
        drop(renderer);
        buffers.push(encoder.finish());
        self.state.queue.submit(buffers);
        self.read_back(&texture)
    }

    fn read_back(&self, texture: &wgpu::Texture) -> Result<RgbaImage, OffscreenError> {
        let failed = |error: String| OffscreenError::Device(error);
        let (width, height) = (texture.width(), texture.height());
        let row = width * 4;
        let padded = row.next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT);
        let bytes = NonZeroU64::new(u64::from(padded) * u64::from(height)).ok_or_else(|| failed("empty picture".into()))?;
        let buffer = self.state.device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("picture"),
            size: bytes.get(),
            usage: wgpu::BufferUsages::MAP_READ | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let mut encoder = self.state.device.create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        encoder.copy_texture_to_buffer(
            texture.as_image_copy(),
            wgpu::TexelCopyBufferInfo {
                buffer: &buffer,
                layout: wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(padded), rows_per_image: None },
            },
            wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
        );
        let submission = self.state.queue.submit([encoder.finish()]);
        let slice = buffer.slice(..);
        let (sender, receiver) = mpsc::channel();
        slice.map_async(wgpu::MapMode::Read, move |result| drop(sender.send(result)));
        self.state
            .device
            .poll(wgpu::PollType::Wait { submission_index: Some(submission), timeout: Some(DEVICE_TIMEOUT) })
            .map_err(|error| failed(error.to_string()))?;
        receiver.recv_timeout(DEVICE_TIMEOUT).map_err(|e| failed(e.to_string()))?.map_err(|e| failed(e.to_string()))?;
        let mapped = slice.get_mapped_range().map_err(|e| failed(e.to_string()))?;
        let swapped = matches!(self.state.target_format, wgpu::TextureFormat::Bgra8Unorm | wgpu::TextureFormat::Bgra8UnormSrgb);
        let mut pixels = Vec::with_capacity(row as usize * height as usize);
        for line in mapped.chunks_exact(padded as usize) {
            for pixel in line.chunks_exact(4).take(width as usize) {
                let [a, b, c, _] = *pixel else { continue };
                pixels.extend_from_slice(&if swapped { [c, b, a, 255] } else { [a, b, c, 255] });
            }
        }
        RgbaImage::from_raw(width, height, pixels).ok_or_else(|| failed("picture of the wrong size".into()))
    }
}

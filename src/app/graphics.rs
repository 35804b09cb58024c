//! Which graphics driver draws, for the window and for pictures.

use std::sync::Arc;

use egui_wgpu::{WgpuSetup, WgpuSetupCreateNew, wgpu};

/// The variable by which a person, or the program itself, asks for certain drivers.
pub const BACKEND_VARIABLE: &str = "WGPU_BACKEND";

/// The drivers to try, one after another. OpenGL comes last and alone: setting it up beside Vulkan
/// takes 25 ms and 20 MB that are only needed where Vulkan, Metal and Direct3D are missing.
pub fn attempts() -> Vec<wgpu::Backends> {
    match wgpu::Backends::from_env() {
        Some(asked) => vec![asked],
        None => vec![wgpu::Backends::PRIMARY - wgpu::Backends::BROWSER_WEBGPU, wgpu::Backends::GL],
    }
}

/// Memory that a device takes at a time, in bytes. With the hint for little memory blocks double up
/// to 64 MiB, which software drivers keep whole in memory.
const BLOCK: std::ops::Range<u64> = 1024 * 1024..4 * 1024 * 1024;

/// How to open a device with these drivers: the one that saves power, and little memory in reserve.
pub fn setup(backends: wgpu::Backends) -> WgpuSetup {
    let mut create = WgpuSetupCreateNew::without_display_handle();
    create.instance_descriptor.backends = backends;
    create.power_preference = wgpu::PowerPreference::from_env().unwrap_or(wgpu::PowerPreference::LowPower);
    let describe = Arc::clone(&create.device_descriptor);
    create.device_descriptor =
        Arc::new(move |adapter| wgpu::DeviceDescriptor { memory_hints: little_memory(), ..describe(adapter) });
    WgpuSetup::CreateNew(create)
}

fn little_memory() -> wgpu::MemoryHints {
    wgpu::MemoryHints::Manual { suballocated_device_memory_block_size: BLOCK }
}
